// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/live_epoch.h"
#include "app/run/probe_run.h"
#include "app/run/reconnect.h"
#include "app/run/run_audit.h"
#include "app/run/run_recorder.h"
#include "app/run/wake_up.h"
#include "core/model/decoder.h"

namespace radiosonde
{

// A run on a live target, from source to end; run() blocks on the run's thread. Where the request says so, a
// lost link is a hole in the run, not its end: the target is tried again until it is back, somebody stops the
// run or its time is over.
class LiveRun
{
public:
    // What others may do to a run from their threads.
    struct Controls
    {
        Interruptor stop;  // asks for an orderly end
        Interruptor abort; // and this for one at once
        WakeUp hurry;      // try a lost target again now
    };

    LiveRun(const RunRequest &request, RunEnvironment &environment, RunObserver &observer,
            RunRecorder &recorder, Controls &controls);
    ~LiveRun();
    RunSummary run();

private:
    Result<std::unique_ptr<LiveEpoch>> openEpoch(RunObserver &observer, const Interruptor &stop);
    void begin();
    void openNames(LiveEpoch &epoch, const Interruptor &stop);
    void streamUntilEnd();
    void detachAndFlush();
    void pump(int timeoutMs); // decodes what is there, waiting at most so long for more
    void take(const Chunk &chunk);
    void tick();
    void followClock();
    bool wantsToEnd() const; // whatever becomes of the target
    qint64 msUntilEnd() const;

    // live_run_reconnect.cpp
    bool reconnect(const Error &lost);
    bool pause(std::chrono::milliseconds pause, const Plan &before);
    Result<std::unique_ptr<LiveEpoch>> attempt(RunObserver &observer);
    void resume(std::unique_ptr<LiveEpoch> epoch, const Plan &before);

    const RunRequest &m_request;
    RunEnvironment &m_environment;
    RunObserver &m_observer;
    RunRecorder &m_recorder;
    Controls &m_controls;
    std::shared_ptr<RunAudit> m_audit;

    const std::shared_ptr<LiveMaps> m_maps = std::make_shared<LiveMaps>();
    std::shared_ptr<RunNames> m_names;  // null: the run shows no addresses
    std::unique_ptr<LiveEpoch> m_epoch; // null while the link is down
    std::unique_ptr<Decoder> m_decoder; // once the programs are attached
    qint64 m_begun = 0;                 // ns, steady clock, when the programs were attached
    qint64 m_heard = 0;                 // ns, the target's clock, of the newest that came
    qint64 m_durationNs = 0;
    RunSummary m_summary;
};

} // namespace radiosonde
