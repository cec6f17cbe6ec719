// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/support/workload.h"

#include <QDeadlineTimer>

namespace radiosonde::e2e
{

namespace
{

constexpr int pollMs = 20;

} // namespace

Workload::Workload(const QString &program, const QStringList &arguments)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(program, arguments);
    m_process.waitForStarted();
    m_pid = m_process.processId();
}

Workload::~Workload()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished();
}

bool Workload::waitForReady(int seconds)
{
    const QDeadlineTimer deadline(seconds * 1000LL);
    while (!m_output.startsWith("ready\n")) {
        if (m_process.state() == QProcess::NotRunning || deadline.hasExpired())
            return false;
        m_process.waitForReadyRead(pollMs);
        m_output += m_process.readAllStandardOutput();
    }
    return true;
}

void Workload::go()
{
    m_process.write("\n");
    m_process.closeWriteChannel();
    m_process.waitForBytesWritten();
}

bool Workload::run(int seconds)
{
    go();
    if (!m_process.waitForFinished(seconds * 1000))
        return false;
    m_output += m_process.readAllStandardOutput();
    m_report = m_output.split('\n');
    m_report.removeFirst();
    return m_process.exitStatus() == QProcess::NormalExit && m_process.exitCode() == 0;
}

qint64 Workload::reported(const QByteArray &line, const QByteArray &name) const
{
    for (const QByteArray &each : m_report) {
        const QList<QByteArray> words = each.split(' ');
        const qsizetype at = words.indexOf(name);
        if (each.startsWith(line) && at >= 0 && at + 1 < words.size())
            return words.at(at + 1).toLongLong();
    }
    return -1;
}

} // namespace radiosonde::e2e
