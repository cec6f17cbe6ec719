// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/run_audit.h"

namespace radiosonde
{

namespace
{

// A command may hold what is nobody's business: its program alone is named.
QString withoutArguments(const QString &url)
{
    return url.startsWith(QStringLiteral("cmd:")) ? url.section(u' ', 0, 0) : url;
}

} // namespace

RunAudit::RunAudit(const RunRequest &request, RunObserver &observer)
    : m_observer(observer), m_targetLog(request.targetLog)
{
    if (request.logPath.isEmpty())
        return;
    const QString target =
        request.targetName.isEmpty() ? withoutArguments(request.target) : request.targetName;
    m_log.emplace(request.logPath, QStringLiteral("%1 on %2").arg(request.probe, target));
}

void RunAudit::audit(const AuditEntry &entry)
{
    if (m_log)
        m_log->audit(entry);
    m_observer.audit(entry);
}

QString RunAudit::nextTargetLog()
{
    if (m_targetLog.isEmpty() || ++m_targetLogs == 1)
        return m_targetLog;
    return QStringLiteral("%1-%2").arg(m_targetLog).arg(m_targetLogs);
}

void RunAudit::note(const QString &text)
{
    if (m_log)
        m_log->note(text);
}

void RunAudit::tellTrouble()
{
    if (const std::optional<Error> error = m_log ? m_log->takeError() : std::nullopt)
        m_observer.warning(*error);
}

} // namespace radiosonde
