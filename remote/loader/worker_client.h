// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/loader/message.h"
#include "remote/loader/relay.h"
#include "remote/loader/worker_process.h"

namespace radiosonde
{

// The worker, its relay, and what to do when it dies: what it had on the target is closed there, the job that
// was under way becomes an Error that says how it died, and the next job starts another. One thread at a
// time.
class WorkerClient
{
public:
    WorkerClient(Session &session, QString workerPath)
        : m_session(session), m_workerPath(std::move(workerPath))
    {
    }
    ~WorkerClient() { end(); }
    WorkerClient(const WorkerClient &) = delete;
    WorkerClient &operator=(const WorkerClient &) = delete;

    Result<> ensure();                               // a worker runs, or why not; returns before it is ready
    QString end();                                   // returns how the latest ended
    void setPipelined(bool on) { m_pipelined = on; } // for workers to come
    bool isPipelined() const { return m_pipelined; }
    void setSymbolFolders(const QStringList &folders); // of the host: copies of the target's programs
    pid_t workerId() const { return m_process.id(); }
    bool isAlive() const { return m_relay && m_relay->ended() == Relay::End::None; }

    template<class Answer, class Job>
    Result<Answer> ask(JobFrame type, const Job &job, const Interruptor &interruptor)
    {
        const Result<QByteArray> bytes = perform(type, encodeMessage(job), interruptor);
        if (!bytes)
            return std::unexpected(bytes.error());
        std::optional<Answer> answer =
            decodeMessage<Answer>(std::string_view(bytes->constData(), size_t(bytes->size())));
        if (!answer)
            return madAnswer();
        return std::move(*answer);
    }
    Result<> tell(JobFrame type, const Interruptor &interruptor); // a job of no words, answered by none

private:
    Result<QByteArray> perform(JobFrame type, const std::string &payload, const Interruptor &interruptor);
    std::unexpected<Error> madAnswer();

    Session &m_session;
    QString m_workerPath;
    LoadWorkerProcess m_process;
    std::shared_ptr<Relay> m_relay;
    QString m_lastEnd;
    bool m_linkLost = false; // for good: a session does not come back
    bool m_pipelined = true;
    QStringList m_symbolFolders;
};

} // namespace radiosonde
