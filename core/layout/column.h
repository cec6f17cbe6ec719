// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/type.h"

#include <QByteArrayView>
#include <QString>

namespace radiosonde
{

// What a column's numbers or bytes mean to people (views.md, "Meaning of a column").
enum class Meaning : quint8 {
    Plain,
    Text,
    Bytes,      // raw, shown in hex
    Identifier, // pid, tid, uid, inode, namespace, cgroup: never summed, never a rate
    Duration,   // `unit` ns, us or ms
    Time,       // nanoseconds of the target's monotonic clock, shown as time of day
    Size,       // bytes
    Device,     // kernel dev_t
    Address,    // network address
    Port,       // network byte order resolved by the type
    ErrorNumber,
    Enumerated,
    Boolean,
    StackId,
    KernelAddress,
    User, // a uid; shown with its name
};

// One column of a view. The bytes stand at `offset` of the event record, of the map's key (`inKey`) or of its
// value.
struct Column
{
    QString name;  // the C field's name; nested fields "outer.inner"; "key" or "value" for a scalar
    QString title; // for people; the name where no @title is given
    QString description;
    Meaning meaning = Meaning::Plain;
    QString unit; // "", "ns", "us", "ms", "bytes", ...
    TypePtr type;
    quint32 offset = 0;    // bytes
    quint32 bitOffset = 0; // of a bit-field, from `offset`
    quint32 bitWidth = 0;  // of a bit-field, else 0
    bool inKey = false;
    bool counter = false; // grows only: tables show its difference over an interval and its rate
};

// The struct that `column` stands in, of a table's row: its key of `keySize` bytes or the value that follows.
inline QByteArrayView cellBase(const Column &column, QByteArrayView row, quint32 keySize)
{
    const qsizetype split = qMin<qsizetype>(keySize, row.size());
    return column.inKey ? row.first(split) : row.sliced(split);
}

} // namespace radiosonde
