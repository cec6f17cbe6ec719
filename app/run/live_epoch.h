// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/chunk_queue.h"
#include "app/run/live_maps.h"
#include "app/run/live_programs.h"
#include "app/run/run_names.h"
#include "app/run/run_preparation.h"

#include <mutex>
#include <optional>

namespace radiosonde
{

// One stub's part of a run: its session, the programs that were loaded through it, and the data that they
// give. A run has one, and one more each time its link was lost and the target came back. Belongs to the
// run's thread.
class LiveEpoch : private SessionListener
{
public:
    LiveEpoch(PreparedRun prepared, const RunRequest &request, RunObserver &observer);
    ~LiveEpoch() override; // ends the session, unless release() gave it away

    // Names that look at the target until the session goes; before start().
    void openNames(std::shared_ptr<RunNames> names, const Interruptor &stop);

    // Likewise for the programs' maps; after start().
    void openMaps(std::shared_ptr<LiveMaps> maps);

    Result<> start(const Interruptor &stop) { return m_programs->start(stop); } // loads and attaches
    LivePrograms &programs() { return *m_programs; }
    Plan &plan() { return m_prepared.plan; } // whole once started
    Session &session() { return *m_prepared.lease.session; }

    // Nothing more will come: the link was lost, or the load worker ended.
    bool isOver() const { return lost() || !m_prepared.lease.loader->isAlive(); }
    std::optional<Error> lost() const { return m_queue.failure(); }

    int fd() const { return m_queue.fd(); } // readable once there are chunks, or the link is lost
    std::deque<Chunk> takeChunks() { return m_queue.takeAll(); }
    std::optional<StubStatistics> takeStatistics(); // the newest, once

    // Unloads, and gives a healthy session back for the next run.
    void release(const RunRequest &request, TargetPool &pool, const Interruptor &abort);

private:
    void closeNames();
    void closeMaps();
    void statistics(const StubStatistics &statistics) override; // session's thread
    void ended(const Error &error) override { m_queue.fail(error); }

    PreparedRun m_prepared;
    ChunkQueue m_queue;
    std::optional<LivePrograms> m_programs; // until the session goes
    std::shared_ptr<RunNames> m_names;      // likewise; null: none is used
    std::shared_ptr<LiveMaps> m_maps;       // likewise
    std::mutex m_mutex;
    std::optional<StubStatistics> m_statistics; // under m_mutex
};

} // namespace radiosonde
