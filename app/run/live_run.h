// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/chunk_queue.h"
#include "app/run/live_programs.h"
#include "app/run/probe_run.h"
#include "app/run/run_preparation.h"
#include "app/run/run_recorder.h"
#include "core/model/decoder.h"

#include <mutex>

namespace radiosonde
{

// A run on a live target, from source to end; run() blocks on the run's thread. `stop` asks for an orderly
// end, `abort` for one at once.
class LiveRun : private SessionListener
{
public:
    LiveRun(const RunRequest &request, RunEnvironment &environment, RunObserver &observer,
            RunRecorder &recorder, const Interruptor &stop, const Interruptor &abort);
    ~LiveRun() override;
    RunSummary run();

private:
    void begin();
    void streamUntilEnd(LivePrograms &programs);
    void detachAndFlush(LivePrograms &programs);
    void pump(int timeoutMs); // decodes what is there, waiting at most so long for more
    void tick();
    void followClock();
    bool wantsToEnd() const;
    qint64 msUntilEnd() const;
    void release(LivePrograms &programs);

    void statistics(const StubStatistics &statistics) override; // session's thread
    void ended(const Error &error) override;                    // session's thread

    const RunRequest &m_request;
    RunEnvironment &m_environment;
    RunObserver &m_observer;
    RunRecorder &m_recorder;
    const Interruptor &m_stop;
    const Interruptor &m_abort;

    PreparedRun m_prepared;
    ChunkQueue m_queue;
    std::unique_ptr<Decoder> m_decoder; // once the programs are attached
    std::mutex m_statisticsMutex;
    std::optional<StubStatistics> m_statistics; // newest not told yet; under m_statisticsMutex
    qint64 m_begun = 0;                         // ns, steady clock, when the programs were attached
    qint64 m_durationNs = 0;
    RunSummary m_summary;
};

} // namespace radiosonde
