// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/support/tool.h"

#include <QDeadlineTimer>
#include <QJsonDocument>

#include <csignal>

namespace radiosonde::e2e
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int pollMs = 20;

} // namespace

Tool::Tool(const QStringList &arguments)
{
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.start(programPath(), arguments);
    m_process.waitForStarted();
}

Tool::~Tool()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished();
}

void Tool::take()
{
    m_errors += m_process.readAllStandardError();
    m_rest += m_process.readAllStandardOutput();
    QList<QByteArray> parts = m_rest.split('\n');
    m_rest = parts.takeLast();
    m_lines += parts;
}

void Tool::update()
{
    m_process.waitForReadyRead(pollMs);
    take();
}

bool Tool::waitUntil(const std::function<bool()> &done, int seconds)
{
    const QDeadlineTimer deadline(seconds * 1000LL);
    while (!done()) {
        if (m_process.state() == QProcess::NotRunning || deadline.hasExpired())
            return false;
        m_process.waitForReadyRead(pollMs);
        take();
    }
    return true;
}

bool Tool::waitForMeta(int seconds)
{
    return waitForLines(1, seconds) && m_lines.constFirst().contains(R"("type":"meta")");
}

bool Tool::waitForLines(qsizetype count, int seconds)
{
    return waitUntil([&] { return m_lines.size() >= count; }, seconds);
}

void Tool::signal(int number)
{
    ::kill(static_cast<pid_t>(pid()), number);
}

int Tool::finish(int seconds)
{
    const QDeadlineTimer deadline(seconds * 1000LL);
    while (m_process.state() != QProcess::NotRunning && !deadline.hasExpired()) {
        m_process.waitForFinished(pollMs);
        take();
    }
    take();
    const bool ended =
        m_process.state() == QProcess::NotRunning && m_process.exitStatus() == QProcess::NormalExit;
    return ended ? m_process.exitCode() : -1;
}

QList<QJsonObject> Tool::objects() const
{
    QList<QJsonObject> result;
    for (const QByteArray &line : m_lines)
        result.append(QJsonDocument::fromJson(line).object());
    return result;
}

QList<QJsonObject> Tool::objects(const QString &type) const
{
    QList<QJsonObject> result;
    for (const QJsonObject &object : objects()) {
        if (object.value("type"_L1).toString() == type)
            result.append(object);
    }
    return result;
}

Outcome runTool(const QStringList &arguments, int seconds)
{
    Tool tool(arguments);
    const int status = tool.finish(seconds);
    QByteArray output;
    for (const QByteArray &line : tool.lines())
        output += line + '\n';
    return {status, output, tool.errors()};
}

Outcome runToolInto(const QString &reader, const QStringList &arguments, int seconds)
{
    // the status takes the way of stderr, past the reader
    const QString script = u"{ \"$0\" \"$@\" 2>/dev/null; echo $? >&2; } | "_s + reader;
    QProcess process;
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(u"/bin/sh"_s, QStringList{u"-c"_s, script, programPath()} + arguments);
    if (!process.waitForFinished(seconds * 1000)) {
        process.kill();
        process.waitForFinished();
        return {};
    }
    bool isNumber = false;
    const int status = process.readAllStandardError().trimmed().toInt(&isNumber);
    return {isNumber ? status : -1, process.readAllStandardOutput(), {}};
}

QString workloadPath(const QString &name)
{
    return QStringLiteral(RADIOSONDE_WORKLOADS) + u'/' + name;
}

QString sourcePath(const QString &name)
{
    return QStringLiteral(RADIOSONDE_E2E_SOURCE) + u'/' + name;
}

QString programPath()
{
    return QStringLiteral(RADIOSONDE_PROGRAM);
}

} // namespace radiosonde::e2e
