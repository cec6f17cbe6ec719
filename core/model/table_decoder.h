// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/chunk.h"
#include "core/model/data_sink.h"
#include "core/model/snapshot_state.h"

#include <vector>

namespace radiosonde
{

// Snapshots of a map to rows of one table view.
class TableDecoder
{
public:
    // `baseline`: the first snapshot is the state before the run, not what the first interval counted.
    TableDecoder(const ViewSpec &view, int viewIndex, const StreamSpec &stream, bool baseline);

    // `wallTime` of the snapshot. False: its size is not a whole number of entries; the whole ones are used.
    bool take(const Chunk &chunk, qint64 wallTime, DataSink &sink);

private:
    struct Counter
    {
        quint32 offset = 0; // in the value
        quint32 size = 0;
        bool isSigned = false; // may fall: no sign of a key made anew
    };

    void takeEntry(const char *entry, TableUpdate &update);
    const char *mergedValue(const char *entry);
    void appendRow(const char *key, const char *value, const char *before, TableUpdate &update);
    bool restarted(const char *value, const char *before) const;

    StreamSpec m_stream;
    int m_view;
    Accumulate m_accumulate;
    bool m_baseline;
    bool m_first = true;
    qint64 m_before = 0; // target time of the snapshot before
    std::vector<Counter> m_counters;
    SnapshotState m_state;
    std::vector<char> m_merged; // one value, per-CPU slots brought together
};

} // namespace radiosonde
