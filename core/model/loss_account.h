// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/chunk.h"
#include "core/model/data_sink.h"

#include <QHash>

#include <map>

namespace radiosonde
{

// Keeps the books of stream records: produced = delivered + lost. The hidden counters of call sites make it
// exact; a perf buffer without them tells its losses itself; a ring buffer without them tells nothing.
// Updates of maps that failed are told as losses too, but are no records: the sums leave them out.
class LossAccount
{
public:
    explicit LossAccount(const Plan &plan);

    void delivered(quint64 records) { m_delivered += records; }
    void discarded(quint64 records) { m_discarded += records; }
    void perfLost(quint16 stream, quint64 records, qint64 since, qint64 wallTime, DataSink &sink);
    bool takeSites(const Chunk &chunk, const StreamSpec &stream, qint64 wallTime,
                   DataSink &sink); // false: damaged

    // The link was cut (ChunkKind::Hole): buffers and counters begin anew. What the target had counted by its
    // last accounts and that never came is told as lost on the link. What it produced after them is not
    // known, and so neither are the sums of the whole run.
    void newEpoch(qint64 wallTime, DataSink &sink);

    // Tells what was lost between kernel and host, then gives the sums. `complete`: nothing was under way any
    // more.
    EndUpdate finish(bool complete, qint64 wallTime, DataSink &sink);

    quint64 deliveredSoFar() const { return m_delivered; }
    quint64 lostSoFar() const { return m_failures + m_perfLost + m_earlierLost; }

private:
    struct Site
    {
        quint16 stream = 0;                  // 0: which one is not known
        LossPlace place = LossPlace::Kernel; // Map: of a map's updates
        quint64 attempts = 0;
        quint64 failures = 0;
    };

    void tell(quint16 stream, const LossUpdate &loss, DataSink &sink);
    void updateTotals(qint64 wallTime, DataSink &sink);
    quint64 tellUndelivered(qint64 wallTime, DataSink &sink);

    QHash<quint32, Site> m_sites;                              // by number
    QHash<quint16, int> m_viewOf;                              // a stream's only view, or -1
    std::map<std::pair<quint16, LossPlace>, quint64> m_failed; // of a stream, as told so far
    bool m_ring = false;
    bool m_perf = false;
    bool m_counted = false; // there are sites of records
    bool m_joined = false;
    bool m_sitesSeen = false;
    bool m_sitesFinal = false;
    qint64 m_sitesTime = 0; // of the accounts before; 0: not known
    quint64 m_delivered = 0;
    quint64 m_discarded = 0;
    quint64 m_attempts = 0;
    quint64 m_failures = 0;
    quint64 m_baseFailures = 0; // of a run that was joined: before it
    quint64 m_perfLost = 0;
    bool m_cut = false;             // there was an epoch before this one
    quint64 m_earlierDelivered = 0; // in the epochs before
    quint64 m_earlierLost = 0;      // likewise, as far as known
};

} // namespace radiosonde
