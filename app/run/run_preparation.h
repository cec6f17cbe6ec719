// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/kernel_types.h"
#include "app/run/probe_run.h"
#include "app/run/run_audit.h"

namespace radiosonde
{

// What stands between a request and the load: a connected target, an object, the views that will be drawn.
struct PreparedRun
{
    TargetLease lease;
    CompileResult compiled;
    Plan plan; // offsets and sizes that only the loaded object tells are still missing
    LoadRequest load;
    StubRights rights = StubRights::Tracing; // of the lease
};

// Connects, compiles, reads the parameters; connecting and compiling go on at the same time where the
// target's architecture is known beforehand. Blocks on the run's thread; `stop` cancels.
class RunPreparation
{
public:
    RunPreparation(const RunRequest &request, RunEnvironment &environment, RunObserver &observer,
                   std::shared_ptr<RunAudit> audit, const Interruptor &stop);
    Result<PreparedRun> prepare();

private:
    Result<> connectAndCompile();
    Result<TargetLease> connect();
    Result<> reconnectWithAllRights();
    Result<> compileMissingTypes();
    CompileRequest compileRequest(Architecture architecture) const;
    Result<> compile(Architecture architecture);
    bool hasRingBuffers() const;
    Result<> reportCompile();
    void fillPlan();
    Result<> nameNumbers(); // of users and disks
    Result<> checkAlternative() const;
    quint32 sampleFrequency(const ProgramFacts &program) const;
    Result<> fillLoadRequest();
    Result<> fillKernelTypes();
    Result<> applyParameters();
    QString textParameter(QLatin1StringView name) const;
    void setGlobal(const QString &name, const QByteArray &bytes);

    const RunRequest &m_request;
    RunEnvironment &m_environment;
    RunObserver &m_observer;
    std::shared_ptr<RunAudit> m_audit; // of all that is done through the session
    const Interruptor &m_stop;
    KernelTypes m_types;
    PreparedRun m_prepared;
};

} // namespace radiosonde
