// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/chunk.h"
#include "core/model/data_sink.h"
#include "core/model/snapshot_state.h"

#include <vector>

namespace radiosonde
{

// Snapshots of a map to rows of one table view, or of a section to the one row of a counters view, which
// comes each time.
class TableDecoder
{
public:
    // `baseline`: the first snapshot is the state before the run, not what the first interval counted.
    TableDecoder(const ViewSpec &view, int viewIndex, const StreamSpec &stream, bool baseline);

    // `wallTime` of the snapshot. False: its size is not a whole number of entries; the whole ones are used.
    bool take(const Chunk &chunk, qint64 wallTime, DataSink &sink);

    // The map is a new one that begins at nothing (ChunkKind::Hole). What a key has counted so far is kept
    // and added to its totals from here on; intervals hold what the new map counts, all of it the first time.
    // Counters that may fall are states, not sums: they begin anew.
    void newEpoch();

private:
    struct Counter
    {
        quint32 offset = 0; // in the value
        quint32 size = 0;
        bool isSigned = false; // may fall: no sign of a key made anew
    };

    void takeEntry(const char *entry, TableUpdate &update);
    const char *mergedValue(const char *entry);
    void appendEarlier(TableUpdate &update) const;
    void addEarlier(const char *earlier, char *value) const;
    void appendRow(const char *key, const char *value, const char *before, TableUpdate &update);
    bool restarted(const Counter &counter, const char *value, const char *before) const;
    bool restarted(const char *value, const char *before) const;

    StreamSpec m_stream;
    int m_view;
    Accumulate m_accumulate;
    bool m_counts; // a counters view
    bool m_baseline;
    bool m_first = true;
    qint64 m_before = 0; // target time of the snapshot before
    std::vector<Counter> m_counters;
    SnapshotState m_state;
    QHash<QByteArray, QByteArray> m_earlier; // values of keys at the end of the epochs before, added up
    std::vector<char> m_merged;              // one value, per-CPU slots brought together
};

} // namespace radiosonde
