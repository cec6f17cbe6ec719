// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/live_target_services.h"
#include "app/window/services.h"

namespace radiosonde
{

namespace
{

class LiveRun : public RunHandle
{
public:
    LiveRun(RunRequest request, RunEnvironment &environment, RunObserver &observer)
        : m_run(std::move(request), environment, observer)
    {
    }
    void start() override { m_run.start(); }
    void stop() override { m_run.stop(); }
    void abort() override { m_run.abort(); }
    RunSummary wait() override { return m_run.wait(); }
    void reconnectNow() override { m_run.reconnectNow(); }
    void startRecording(const QString &path) override { m_run.startRecording(path); }
    void stopRecording() override { m_run.stopRecording(); }

private:
    ProbeRun m_run;
};

} // namespace

WindowServices liveServices(RunEnvironment &environment)
{
    WindowServices services;
    services.makeRun = [&environment](RunRequest request, RunObserver &observer) {
        return std::make_unique<LiveRun>(std::move(request), environment, observer);
    };
    services.listProbes = [] { return listProbes(); };
    services.findProbe = [](const QString &probe) { return findProbe(probe); };
    services.check = [&environment](const CompileRequest &request, const Interruptor &interruptor) {
        return environment.compiler.check(request, interruptor);
    };
    services.compile = [&environment](const CompileRequest &request, const Interruptor &interruptor) {
        return environment.compiler.compile(request, interruptor);
    };
    services.targets = liveTargetServices(environment);
    return services;
}

} // namespace radiosonde
