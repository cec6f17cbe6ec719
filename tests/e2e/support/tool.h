// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QProcess>
#include <QStringList>

#include <functional>

namespace radiosonde::e2e
{

// A run of build/bin/radiosonde, as a user or a script starts it.
class Tool
{
public:
    explicit Tool(const QStringList &arguments);
    ~Tool(); // kills a run that has not ended

    // Its `meta` line has come: the programs are attached. False when it ended or took longer than `seconds`.
    bool waitForMeta(int seconds = 30);
    bool waitForLines(qsizetype count, int seconds = 30); // likewise

    void update(); // takes in what it has said meanwhile

    void signal(int number);

    // Waits for the end: the exit status, or -1 when it hung or died of a signal.
    int finish(int seconds = 60);

    qint64 pid() const { return m_process.processId(); }
    const QList<QByteArray> &lines() const { return m_lines; }     // of stdout so far, without their newlines
    QString errors() const { return QString::fromUtf8(m_errors); } // stderr so far

    // stdout as objects; a line that is no JSON object becomes an empty one.
    QList<QJsonObject> objects() const;
    QList<QJsonObject> objects(const QString &type) const; // those of a "type"

private:
    void take();
    bool waitUntil(const std::function<bool()> &done, int seconds);

    QProcess m_process;
    QByteArray m_rest; // of stdout: a line that has not ended
    QList<QByteArray> m_lines;
    QByteArray m_errors;
};

// Runs it to its end with no signal.
struct Outcome
{
    int status = -1;
    QByteArray output;
    QString errors;
};
Outcome runTool(const QStringList &arguments, int seconds = 60);

// Runs it as a shell does in `radiosonde ... | READER`: the exit status is radiosonde's, the output the
// reader's.
Outcome runToolInto(const QString &reader, const QStringList &arguments, int seconds = 60);

// The path of a workload program, of a file in tests/e2e, and of radiosonde itself.
QString workloadPath(const QString &name);
QString sourcePath(const QString &name);
QString programPath();

} // namespace radiosonde::e2e
