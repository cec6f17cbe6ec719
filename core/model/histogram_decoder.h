// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/chunk.h"
#include "core/model/data_sink.h"
#include "core/model/snapshot_state.h"

#include <vector>

namespace radiosonde
{

// Snapshots of a map or a section to histograms of one view.
class HistogramDecoder
{
public:
    // `baseline`: the first snapshot is the state before the run, not what the first interval counted.
    HistogramDecoder(const ViewSpec &view, int viewIndex, const StreamSpec &stream, bool baseline);

    // `wallTime` of the snapshot. False: its size is not a whole number of entries; the whole ones are used.
    bool take(const Chunk &chunk, qint64 wallTime, DataSink &sink);

    // As TableDecoder::newEpoch(): what was counted so far is added to the totals from here on.
    void newEpoch();

private:
    void takeEntry(const char *entry, HistogramUpdate &update);
    void takeSlots(const QByteArray &key, HistogramUpdate &update);
    void addSlots(const char *slots); // to m_counts
    void addEarlier(HistogramUpdate::Histogram &histogram) const;
    void appendEarlier(HistogramUpdate &update) const;
    quint32 arrayStride() const;

    StreamSpec m_stream;
    HistogramSpec m_spec;
    int m_view;
    Accumulate m_accumulate;
    bool m_keyed;          // the map's key tells histograms apart
    quint64 m_offset = 0;  // of the first array in a value
    bool m_usable = false; // the arrays lie inside the value
    bool m_baseline;
    bool m_first = true;
    quint32 m_keySize = 0;         // of HistogramUpdate::Histogram::key
    SnapshotState m_state;         // values: slotCount quint64
    std::vector<quint64> m_counts; // of one histogram, CPUs added up
    std::vector<quint64> m_before;
    QHash<QByteArray, std::vector<quint64>> m_earlier; // counts at the end of the epochs before, added up
};

} // namespace radiosonde
