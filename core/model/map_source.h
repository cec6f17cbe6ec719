// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/interruptor.h"
#include "core/layout/column.h"
#include "core/model/filter.h"

#include <QByteArray>
#include <QList>

namespace radiosonde
{

// A map of a running program, as the map browser shows it.
struct MapInfo
{
    QString name;
    quint32 type = 0; // BPF_MAP_TYPE_*
    quint32 keySize = 0;
    quint32 valueSize = 0; // of one CPU, as declared
    quint32 cpus = 1;      // values of an entry: possible CPUs of per-CPU maps, else 1
    quint32 maxEntries = 0;
    QList<Column> key;     // of the key's bytes; never empty where there is a key
    QList<Column> value;   // of one CPU's value; never empty where there is a value
    QString unreadable;    // why it has no entries to show, for people; empty: it has
    QString readOnly;      // why it can't be changed; empty: it can
    bool deletable = true; // entries can be deleted: not those of arrays

    quint32 slotSize() const { return cpus > 1 ? (valueSize + 7) / 8 * 8 : valueSize; } // of a CPU's value
    quint32 entryValueSize() const { return slotSize() * cpus; }
};

struct MapEntry
{
    QByteArray key;
    QByteArray value; // MapInfo::entryValueSize() bytes

    bool operator==(const MapEntry &) const = default;
};

// Some entries of a map, from a place on.
struct MapPage
{
    QList<MapEntry> entries;
    QByteArray next;      // the place behind them; empty: there are none
    quint64 searched = 0; // entries that were looked at, those that did not pass the filter among them
};

struct MapQuery
{
    int map = 0;     // index in MapSource::maps()
    QByteArray from; // MapPage::next, or empty: from the start
    int count = 200; // about so many; at most twice as many come
    Filter filter;   // over mapFilterColumns()
};

// One cell of an entry that somebody changed.
struct MapChange
{
    int map = 0;
    QByteArray key;
    Column column; // of MapInfo::value
    quint32 cpu = 0;
    QString text; // as typed
};

// The maps of a running program. Thread-safe; methods block for as long as the target takes and are called
// on other threads than the GUI's. Error kinds: Lost where the run or its link has gone, Cancelled, Usage for
// a text that fits no cell, Refused with the kernel's reason.
class MapSource
{
public:
    virtual ~MapSource() = default;
    virtual QList<MapInfo> maps() const = 0; // does not block; empty once the run has ended
    virtual Result<MapPage> page(const MapQuery &query, const Interruptor &stop) = 0;
    // Reads the entry again, changes the cell and writes the entry; gives what was written. Other cells keep
    // what they had when they were read: what the program writes in between is lost.
    virtual Result<MapEntry> change(const MapChange &change, const Interruptor &stop) = 0;
    virtual Result<> remove(int map, const QByteArray &key, const Interruptor &stop) = 0;
};

} // namespace radiosonde
