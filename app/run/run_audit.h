// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/audit_log.h"
#include "app/run/probe_run.h"

namespace radiosonde
{

// Gives the account of what a run does on its target to the run's observer, and to a file where the request
// names one.
class RunAudit : public AuditSink
{
public:
    RunAudit(const RunRequest &request, RunObserver &observer);

    void audit(const AuditEntry &entry) override; // a session's thread
    void note(const QString &text);
    QString nextTargetLog(); // of the next session; each has a file of its own. Empty: none is wanted
    void tellTrouble();      // run's thread: of a file that can't be written, to the observer

private:
    RunObserver &m_observer;
    const QString m_targetLog;
    int m_targetLogs = 0;
    std::optional<AuditLog> m_log;
};

} // namespace radiosonde
