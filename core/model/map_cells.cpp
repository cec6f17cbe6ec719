// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/map_cells.h"

#include "core/layout/scalar.h"
#include "core/layout/value.h"
#include "core/model/parameters.h"

#include <QCoreApplication>

#include <algorithm>

namespace radiosonde
{

namespace
{

struct MapCells
{
    Q_DECLARE_TR_FUNCTIONS(MapCells)
};

bool isZero(QByteArrayView bytes)
{
    return std::ranges::all_of(bytes, [](char byte) { return byte == 0; });
}

// Numbers, enumerators and texts are typed as such; the rest as hex digits.
bool isTyped(const Column &column)
{
    if (!column.type || column.meaning == Meaning::Port || column.meaning == Meaning::Address)
        return false;
    return isTextArray(column) || column.type->kind == TypeKind::Float ||
           (isInteger(*column.type) && column.type->kind != TypeKind::Pointer);
}

// Bytes of the record that the column takes.
quint32 sizeOf(const Column &column)
{
    return column.bitWidth > 0 ? (column.bitOffset + column.bitWidth + 7) / 8
                               : (column.type ? column.type->size : 0);
}

GlobalFacts cellFacts(const Column &column)
{
    GlobalFacts facts;
    facts.name = column.name;
    facts.type = column.type;
    return facts;
}

Result<QByteArray> parseHex(const Column &column, const QString &text)
{
    const QByteArray digits = QString(text).remove(QChar(u' ')).toLatin1();
    const QByteArray bytes = QByteArray::fromHex(digits);
    if (bytes.toHex() != digits.toLower() || bytes.size() != qsizetype(sizeOf(column)))
        return fail(ErrorKind::Usage, MapCells::tr("%1 takes %2 bytes as hex digits, two for each")
                                          .arg(column.name)
                                          .arg(sizeOf(column)));
    return bytes;
}

// The bits of `value` at the place of a bit-field.
Result<QByteArray> withBits(QByteArray bytes, const Column &column, const QByteArray &value)
{
    const quint64 wanted = loadUnsigned(value.constData(), std::min<qsizetype>(8, value.size()));
    const quint64 mask = column.bitWidth >= 64 ? ~0ULL : (1ULL << column.bitWidth) - 1;
    const bool fits = isSignedColumn(column)
                          ? signExtend(wanted & mask, column.bitWidth) ==
                                signExtend(wanted, quint32(std::min<qsizetype>(8, value.size()) * 8))
                          : wanted <= mask;
    if (!fits)
        return fail(ErrorKind::Usage,
                    MapCells::tr("%1 has room for %2 bits").arg(column.name).arg(column.bitWidth));
    for (quint32 bit = 0; bit < column.bitWidth; ++bit) {
        const quint32 at = column.bitOffset + bit;
        char &byte = bytes.data()[column.offset + at / 8];
        const char one = char(1 << (at % 8));
        byte = (wanted >> bit & 1) != 0 ? char(byte | one) : char(byte & ~one);
    }
    return bytes;
}

} // namespace

QByteArrayView mapSlot(const MapInfo &map, const MapEntry &entry, quint32 cpu)
{
    const qsizetype at = qsizetype(cpu) * map.slotSize();
    const QByteArrayView value(entry.value);
    return at + map.valueSize <= value.size() ? value.sliced(at, map.valueSize) : QByteArrayView();
}

QByteArray mapMerged(const MapInfo &map, const MapEntry &entry)
{
    QByteArrayView chosen = mapSlot(map, entry, 0);
    for (quint32 cpu = 1; cpu < map.cpus && isZero(chosen); ++cpu)
        chosen = mapSlot(map, entry, cpu);
    QByteArray merged = chosen.toByteArray();
    for (const Column &column : map.value) {
        const quint32 size = column.type ? column.type->size : 0;
        if (!column.counter || column.bitWidth > 0 || size > 8 || column.offset + size > merged.size())
            continue;
        quint64 sum = 0;
        for (quint32 cpu = 0; cpu < map.cpus; ++cpu) {
            const QByteArrayView slot = mapSlot(map, entry, cpu);
            sum += slot.isEmpty() ? 0 : loadUnsigned(slot.data() + column.offset, size);
        }
        storeUnsigned(merged.data() + column.offset, sum, size);
    }
    return merged;
}

QList<Column> mapFilterColumns(const MapInfo &map)
{
    return map.key + map.value;
}

MapFilterRow::MapFilterRow(const MapInfo &map, const MapEntry &entry)
    : m_map(map), m_entry(entry), m_merged(map.cpus > 1 ? mapMerged(map, entry) : QByteArray())
{
}

QByteArrayView MapFilterRow::bytes(qsizetype index) const
{
    if (index < m_map.key.size())
        return m_entry.key;
    return m_map.cpus > 1 ? QByteArrayView(m_merged) : QByteArrayView(m_entry.value);
}

QString mapCellText(const Column &column, QByteArrayView bytes)
{
    const quint64 end = quint64(column.offset) + sizeOf(column);
    if (isTyped(column)) {
        Column own = column; // parameterText() reads bytes that begin with the value
        const Value value = readValue(own, bytes);
        if (const auto *number = std::get_if<quint64>(&value); number && column.bitWidth > 0)
            return QString::number(*number);
        if (const auto *number = std::get_if<qint64>(&value); number && column.bitWidth > 0)
            return QString::number(*number);
        if (end <= quint64(bytes.size()))
            return parameterText(cellFacts(column),
                                 bytes.sliced(column.offset, sizeOf(column)).toByteArray());
    }
    if (end > quint64(bytes.size()))
        return {};
    return QString::fromLatin1(bytes.sliced(column.offset, sizeOf(column)).toByteArray().toHex(' '));
}

Result<QByteArray> withCell(QByteArray bytes, const Column &column, const QString &text)
{
    const quint32 size = sizeOf(column);
    if (size == 0 || quint64(column.offset) + size > quint64(bytes.size()))
        return fail(ErrorKind::Usage, MapCells::tr("%1 is not within the value").arg(column.name));
    const Result<QByteArray> value =
        isTyped(column) ? parseParameter(cellFacts(column), text, {}) : parseHex(column, text);
    if (!value)
        return value;
    if (column.bitWidth > 0)
        return withBits(std::move(bytes), column, *value);
    if (value->size() != qsizetype(size))
        return fail(ErrorKind::Usage, MapCells::tr("%1 takes %2 bytes").arg(column.name).arg(size));
    return bytes.replace(qsizetype(column.offset), qsizetype(size), *value);
}

} // namespace radiosonde
