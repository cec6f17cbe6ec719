// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/symbols/mapping.h"

#include <QByteArrayView>

#include <functional>

namespace radiosonde
{

// What a kernel tells of its processes through perf events that count nothing (PERF_COUNT_SW_DUMMY) with
// mmap2, comm, task and ksymbol set: one record.
struct MappingRecord
{
    enum class Kind : quint8 {
        Map,      // `tgid` has mapped `mapping`
        Exec,     // `tgid` has begun another program: its mappings are gone
        Fork,     // `tgid` is a new process with the mappings of `parent`
        Exit,     // `tgid` has ended
        Symbol,   // the kernel has code of that name at `mapping`: a BPF program
        NoSymbol, // no more
        Lost,     // `lost` records are missing
    };
    Kind kind = Kind::Lost;
    quint32 tgid = 0;
    quint32 parent = 0;
    qint64 time = 0; // ns, target's monotonic clock; 0 for Lost
    Mapping mapping;
    quint64 lost = 0;
};

// Calls `record` for each of a span of a perf buffer, as include/uapi/linux/perf_event.h draws them, with
// sample_id_all and a sample_type of PERF_SAMPLE_TID | PERF_SAMPLE_TIME. Records of other types, and those
// too short for what they claim, are left out. Bytes consumed: less than all where the last record goes on in
// the next span.
qsizetype readMappingRecords(QByteArrayView span, const std::function<void(const MappingRecord &)> &record);

} // namespace radiosonde
