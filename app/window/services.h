// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/probe_library.h"
#include "app/run/probe_run.h"
#include "app/window/targets/target_services.h"

#include <functional>
#include <memory>

namespace radiosonde
{

// A run as the window drives it; ProbeRun behind it. Thread-safe as ProbeRun is.
class RunHandle
{
public:
    virtual ~RunHandle() = default;
    virtual void start() = 0;
    virtual void stop() = 0;
    virtual void abort() = 0;
    virtual RunSummary wait() = 0;
    virtual void reconnectNow() = 0;
    virtual void startRecording(const QString &path) = 0;
    virtual void stopRecording() = 0;
};

// What the window needs of the rest of the program. Tests give it others. Functions may be called from any
// thread.
struct WindowServices
{
    std::function<std::unique_ptr<RunHandle>(RunRequest, RunObserver &)> makeRun;
    std::function<Result<QList<LibraryProbe>>()> listProbes;
    std::function<Result<ProbeSource>(const QString &)> findProbe;
    std::function<Result<QList<Diagnostic>>(const CompileRequest &, const Interruptor &)> check;
    std::function<Result<CompileResult>(const CompileRequest &, const Interruptor &)> compile;
    TargetServices targets;
    QString journalFolder; // for unsaved texts; empty: the user's data folder
};

// The real ones. `environment` outlives them.
WindowServices liveServices(RunEnvironment &environment);

} // namespace radiosonde
