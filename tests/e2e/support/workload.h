// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QProcess>
#include <QStringList>

namespace radiosonde::e2e
{

// A program that does a known amount of work once it is told to, and says what it did.
class Workload
{
public:
    // Starts build/tests/workloads/NAME, or another command whose stdin and stdout behave alike.
    explicit Workload(const QString &program, const QStringList &arguments = {});
    ~Workload();

    bool waitForReady(int seconds = 60); // set up, waiting for go()
    void go();
    bool run(int seconds = 60); // go, and wait for its end; false when it failed

    qint64 pid() const { return m_pid; }
    const QList<QByteArray> &report() const { return m_report; } // lines printed after "ready"

    // The number after the word `name` in the report's line that begins with `line`; -1 when there is none.
    qint64 reported(const QByteArray &line, const QByteArray &name) const;
    qint64 reported(const QByteArray &name) const { return reported({}, name); }

private:
    QProcess m_process;
    qint64 m_pid = 0; // QProcess forgets it at the end
    QByteArray m_output;
    QList<QByteArray> m_report;
};

} // namespace radiosonde::e2e
