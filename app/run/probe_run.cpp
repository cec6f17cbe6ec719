// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/probe_run.h"

#include "app/run/live_run.h"
#include "app/run/replay_run.h"
#include "app/run/run_recorder.h"

#include <thread>

namespace radiosonde
{

class ProbeRun::Impl
{
public:
    Impl(RunRequest wanted, RunEnvironment &shared, RunObserver &told)
        : request(std::move(wanted)), environment(shared), observer(told)
    {
    }

    void run()
    {
        if (!recordingPath(request.target).isEmpty())
            summary = replayRun(request, environment, observer, controls.stop);
        else
            summary = LiveRun(request, environment, observer, recorder, controls).run();
    }

    const RunRequest request;
    RunEnvironment &environment;
    RunObserver &observer;
    RunRecorder recorder;
    LiveRun::Controls controls;
    RunSummary summary;
    std::thread thread;
};

ProbeRun::ProbeRun(RunRequest request, RunEnvironment &environment, RunObserver &observer)
    : m(std::make_unique<Impl>(std::move(request), environment, observer))
{
}

ProbeRun::~ProbeRun()
{
    abort();
    wait();
}

void ProbeRun::start()
{
    m->thread = std::thread([this] { m->run(); });
}

void ProbeRun::stop() noexcept
{
    m->controls.stop.interrupt();
}

void ProbeRun::abort() noexcept
{
    m->controls.stop.interrupt();
    m->controls.abort.interrupt();
}

void ProbeRun::reconnectNow() noexcept
{
    m->controls.hurry.ring();
}

RunSummary ProbeRun::wait()
{
    if (m->thread.joinable())
        m->thread.join();
    return m->summary;
}

void ProbeRun::startRecording(const QString &path)
{
    m->recorder.request(path);
}

void ProbeRun::stopRecording()
{
    m->recorder.request({});
}

} // namespace radiosonde
