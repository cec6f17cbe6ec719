// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/architecture.h"
#include "core/layout/column.h"
#include "core/layout/facts.h"
#include "core/layout/target_names.h"

#include <QList>
#include <QString>

namespace radiosonde
{

enum class ViewKind : quint8 { Table, Histogram, Stacks, Events, Counters };
enum class Accumulate : quint8 { Interval, Total };
enum class Scale : quint8 { Log2, Linear };

struct HistogramSpec
{
    Scale scale = Scale::Log2;
    QString unit;
    quint32 slotsOffset = 0; // of the array in the value or variable
    quint32 slotWidth = 4;   // bytes: 4 or 8
    quint32 slotCount = 0;   // of one histogram
    quint32 arrays =
        1; // histograms one after the other, for `hist[N][SLOTS]`; the index becomes the key "index"
    quint32 arrayStride = 0; // bytes from one to the next of `arrays`; 0: they stand side by side
    quint32 step = 1;        // width of a linear bucket
    bool mapPerSlot =
        false; // the map's u32 key is the slot and its scalar value the count (an array named hist*)
};

enum class StackSpace : quint8 { Kernel, User, Mixed }; // Mixed: each address tells

// Where a row of the map holds the number of a stack.
struct StackField
{
    quint16 stream = 0; // StreamSpec::id of the stack map that it is a key of
    quint32 offset = 0; // in the key (`inKey`) or the value
    quint32 size = 4;   // bytes: 4 or 8
    bool inKey = true;
    StackSpace space = StackSpace::Mixed;
};

// The stacks of one row are joined: the kernel's frames are called by the user's. The row's weight is the
// only column with Column::counter; without one each row weighs 1.
struct StacksSpec
{
    QList<StackField> fields;
    QString unit; // of the weight: "ns", "us", "ms", "bytes", ...; empty: a count
};

// A picture of one map or global. What is drawn from it is decided by core/model/inference.h.
struct ViewSpec
{
    QString
        name; // unique in the plan; a map's or variable's name, or "map.type" where a ring has several types
    QString title;
    QString description;
    ViewKind kind = ViewKind::Events;
    Accumulate accumulate = Accumulate::Total;
    quint16 stream = 0;          // StreamSpec::id
    QString map;                 // the map it is made from; for a variable its section's map (".bss")
    QString variable;            // name of the global, or empty
    quint32 variableOffset = 0;  // of the global in its section; set once the object is loaded
    QList<Column> columns;       // visible, in order: key fields, then value fields
    quint32 recordSize = 0;      // events: size of the record's type
    bool variableLength = false; // events: a record may be shorter or longer than recordSize
    quint32 tagOffset = 0; // events: of the field that tells this view's records from others of the stream
    quint32 tagWidth = 0;  // bytes: 1, 2, 4 or 8; 0: told by size alone
    quint64 tagValue = 0;
    HistogramSpec histogram;
    StacksSpec stacks;
    QString sortColumn; // tables; empty: the first counter
    bool sortDescending = true;
};

enum class StreamKind : quint8 { Ring, Perf, Map, Sites, Text };

// One source of chunks.
struct StreamSpec
{
    quint16 id = 0; // from 1
    StreamKind kind = StreamKind::Ring;
    QString map;         // of kind Text: the iterator's program
    quint32 mapType = 0; // BPF_MAP_TYPE_*
    quint32 keySize = 0;
    quint32 valueSize = 0; // of one element as declared
    quint32 cpus =
        1; // slots per value: possible CPUs for per-CPU maps, each roundup(valueSize, 8) bytes, else 1
    quint32 maxEntries = 0; // of a map; bytes of a ring; bytes of each CPU's perf buffer
    bool enlarged = false;  // the loader made the buffer larger than the source says
};

// What is known of a target once a session is open.
struct TargetInfo
{
    QString url;
    QString name; // for people: "This machine", a saved target's name, or the host name
    QString hostName;
    QString sysname;
    QString release;                                  // uname -r
    QString version;                                  // uname -v
    QString machine;                                  // uname -m
    Architecture architecture = Architecture::X86_64; // of the kernel
    quint32 pointerSize = 8;                          // of the kernel, bytes
    quint32 pageSize = 4096;
    quint32 cpus = 1; // possible
    QString bootId;
    QByteArray buildId;       // GNU build-id of the kernel, raw; empty when it tells none
    quint32 capabilities = 0; // WIRE_CAP_* bits that the stub has
    qint64 wallOffset = 0;    // ns: host's wall clock minus target's monotonic clock
    TargetNames names;        // asked for where a view shows users or disks
};

// How a program of the probe fared.
struct ProgramState
{
    QString name;
    QString section;
    bool attached = false;
    QString
        via; // "kprobe/vfs_read", "tp_btf/sched_switch", ...: what it is attached to; empty when not attached
    QString error;       // why not; empty when attached, or when a preferred alternative was
    QString alternative; // name of its alternative, empty when it has none

    bool operator==(const ProgramState &) const = default;
};

// Everything a decoder, a view or a reader of a recording needs to make sense of the chunks that follow.
struct Plan
{
    QString probe; // library name or file name
    QString title;
    TargetInfo target;
    QList<ProgramState> programs;
    QList<ViewSpec> views;
    QList<StreamSpec> streams;
    QList<SiteFacts> sites;
    QList<std::pair<QString, QString>> parameters; // name, value as text; those set by the user
    qint64 intervalNs = 1'000'000'000;             // of snapshots
    qint64 startTime = 0;                          // ns since 1970, UTC
    bool joined =
        false; // a recording that began while the run went on: first snapshots are the state before it
};

} // namespace radiosonde
