// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker_client.h"

#include <QCoreApplication>

namespace radiosonde
{

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("Loader", text);
}

TargetJob describeTarget(const TargetInfo &target, bool pipelined)
{
    TargetJob job;
    job.cpus = target.cpus;
    job.pageSize = target.pageSize;
    job.sysname = target.sysname.toStdString();
    job.nodename = target.hostName.toStdString();
    job.release = target.release.toStdString();
    job.version = target.version.toStdString();
    job.machine = target.machine.toStdString();
    job.pipelined = pipelined;
    return job;
}

// Jobs on what an earlier job left in the worker.
bool needsEarlierJob(JobFrame type)
{
    return type == JobLoad || type == JobPerf || type == JobAttach || type == JobDetach || type == JobUprobes;
}

} // namespace

Result<> WorkerClient::ensure()
{
    if (isAlive())
        return {};
    end();
    int socket = -1;
    Result<LoadWorkerProcess> process = LoadWorkerProcess::start(m_workerPath, socket);
    if (!process)
        return std::unexpected(process.error());
    m_process = std::move(*process);
    m_relay = std::make_shared<Relay>(m_session, socket);
    m_relay->setSymbolFolders(m_symbolFolders);
    m_relay->start();
    m_relay->send(JobTarget, encodeMessage(describeTarget(m_session.target(), m_pipelined)));
    return {};
}

QString WorkerClient::end()
{
    const QString how = m_process.end();
    if (!how.isEmpty())
        m_lastEnd = how;
    if (m_relay)
        m_relay->finish();
    m_relay.reset();
    return m_lastEnd;
}

Result<QByteArray> WorkerClient::perform(JobFrame type, const std::string &payload,
                                         const Interruptor &interruptor)
{
    if (m_linkLost || (m_relay && m_relay->ended() == Relay::End::LinkLost))
        return fail(ErrorKind::Lost, tr("The target was lost"));
    if (needsEarlierJob(type) && !isAlive())
        return fail(ErrorKind::Internal, tr("The load worker died: %1").arg(end()));
    if (const Result<> running = ensure(); !running)
        return std::unexpected(running.error());
    Result<QByteArray> answer = m_relay->perform(type, payload, interruptor);
    if (answer)
        return answer;
    const QString how = end();
    m_linkLost = answer.error().kind == ErrorKind::Lost;
    if (answer.error().kind == ErrorKind::Internal)
        answer.error().text = tr("The load worker died: %1").arg(how);
    return answer;
}

void WorkerClient::setSymbolFolders(const QStringList &folders)
{
    m_symbolFolders = folders;
    if (m_relay)
        m_relay->setSymbolFolders(folders);
}

Result<> WorkerClient::tell(JobFrame type, const Interruptor &interruptor)
{
    const Result<QByteArray> answer = perform(type, {}, interruptor);
    if (!answer)
        return std::unexpected(answer.error());
    return {};
}

std::unexpected<Error> WorkerClient::madAnswer()
{
    end();
    return fail(ErrorKind::Internal, tr("The load worker gave an answer that makes no sense"));
}

} // namespace radiosonde
