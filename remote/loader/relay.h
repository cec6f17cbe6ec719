// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/interruptor.h"
#include "remote/loader/jobs.h"
#include "remote/session/session.h"
#include "remote/wire/wire.h"

#include <QByteArray>

#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <set>

namespace radiosonde
{

// Carries frames between the load worker and the target. The socket is served on the session's thread, so
// that a kernel call passes through no third one; jobs are asked for and waited for on the caller's. What the
// worker says is only sent on, never believed: it has read the target's data. Descriptors that it made on the
// target are remembered and closed when it goes.
class Relay : public std::enable_shared_from_this<Relay>
{
public:
    enum class End : quint8 { None, WorkerGone, LinkLost };

    Relay(Session &session, int socket); // takes the socket
    ~Relay();
    Relay(const Relay &) = delete;
    Relay &operator=(const Relay &) = delete;

    void start();  // any thread
    void finish(); // any thread; afterwards the session is not used any more

    void send(JobFrame type, const std::string &payload); // a job without an answer
    // A job and its answer. Error kinds: Cancelled, Lost, and Internal for a worker that went away; after any
    // of them the worker's state is unknown and it must be replaced.
    Result<QByteArray> perform(JobFrame type, const std::string &payload, const Interruptor &interruptor);
    End ended() const;
    void setSymbolFolders(const QStringList &folders); // any thread; where copies of programs are looked for

private:
    struct Outgoing
    {
        QByteArray bytes;
        int fd = -1; // goes with the first byte
    };

    // on the session's thread
    void onReady(short events);
    bool receive();
    bool takeFrames();
    bool takeFrame(const wire_frame &header, const QByteArray &payload);
    bool forwardCall(const wire_frame &header, const QByteArray &payload);
    bool forwardReadFile(const wire_frame &header, const QByteArray &payload);
    void answer(quint64 seq, const Reply &reply, bool quiet, int made);
    void queue(quint8 type, quint64 seq, const QByteArray &payload, int fd = -1);
    void flush();
    void watch();
    void close();
    void closeOnTarget(int fd);

    // any thread
    void end(End how);
    void signal();
    // A file of the host that the worker asked for: looked up off the loop.
    struct Errand
    {
        quint64 seq = 0;
        QByteArray buildId; // of a program; empty: the kernel's BTF, from the cache
    };
    void runErrand(const Errand &errand, const Interruptor &interruptor);
    QString pathOf(const Errand &errand, const Interruptor &interruptor);

    Session &m_session;
    int m_socket;
    int m_event;
    bool m_closed = false;
    QByteArray m_input;
    QList<QByteArray> m_parts; // of the call that follows them
    std::deque<Outgoing> m_output;
    std::set<int> m_made; // descriptors on the target

    mutable std::mutex m_mutex; // for what follows
    quint64 m_job = 0;
    std::optional<QByteArray> m_answer;
    std::optional<Errand> m_errand;
    QStringList m_symbolFolders;
    End m_end = End::None;
};

} // namespace radiosonde
