// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/map_source.h"

namespace radiosonde
{

// The bytes of one CPU's value; empty where the entry is shorter.
QByteArrayView mapSlot(const MapInfo &map, const MapEntry &entry, quint32 cpu);

// All CPUs' values as one: counters added up, the rest from the first CPU that has anything.
QByteArray mapMerged(const MapInfo &map, const MapEntry &entry);

// What a filter looks at: the key's columns, then the value's, of per-CPU maps those of mapMerged().
QList<Column> mapFilterColumns(const MapInfo &map);

class MapFilterRow : public FilterRow
{
public:
    MapFilterRow(const MapInfo &map, const MapEntry &entry);
    QByteArrayView bytes(qsizetype index) const override;

private:
    const MapInfo &m_map;
    const MapEntry &m_entry;
    QByteArray m_merged; // of per-CPU maps
};

// A cell's exact value as the text that withCell() takes: numbers, enumerators, text; hex digits for bytes,
// lists, addresses and what has no known shape.
QString mapCellText(const Column &column, QByteArrayView bytes);

// One CPU's value, or a key, with `column` changed to what `text` says. Error kind Usage, with the range or
// the length in its text.
Result<QByteArray> withCell(QByteArray bytes, const Column &column, const QString &text);

} // namespace radiosonde
