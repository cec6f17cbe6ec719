// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/transport/ssh/connection.h"

#include <QByteArray>

#include <atomic>
#include <mutex>
#include <thread>

#include <libssh/callbacks.h>

namespace radiosonde
{

// Carries bytes between one channel of a session and a socket, in a thread of its own, from then on the only
// user of the session. Nothing piles up: while the reader of the socket rests, at most the channel's window
// (a megabyte or two, by the library) and the socket's buffer hold data; while the server rests, the
// socket's.
class SshLink
{
public:
    // `exec /bin/sh` at the other end, without a terminal. Kind Unreachable, Cancelled.
    static Result<std::unique_ptr<SshLink>> openShell(SshConnection connection, SshGuard &guard);
    // A connection from that server to another one, for jump hosts.
    static Result<std::unique_ptr<SshLink>> openTunnel(SshConnection connection, const QString &host,
                                                       int port, SshGuard &guard);
    ~SshLink(); // ends the connection at once

    int fd() const { return m_near.get(); } // non-blocking; end of file once the link has ended

    // Why it ended, for people, with the last that came by stderr.
    QString farewell() const;

    // As of Channel: what both ends agreed on when the connection was made.
    QString encryption() const { return m_connection.encryption; }

private:
    explicit SshLink(SshConnection connection);
    static Result<> openPair(SshLink &link);
    void installCallbacks();
    void start();

    void run();
    bool turn(ssh_event event); // false: the link has ended
    int waitMs() const;
    short farEvents() const;
    bool sendToServer();
    int takeData(const char *data, quint32 size, bool isError);
    bool passOn(); // what the library holds, to the reader, as far as it takes it
    void noteComplaint(const char *data, qsizetype size);
    void finish();

    SshConnection m_connection;
    QString m_name;                  // for people: "the shell on board-7"
    ssh_channel m_channel = nullptr; // belongs to the session
    ssh_channel_callbacks_struct m_callbacks{};
    OwnedFd m_near;
    OwnedFd m_far;
    QByteArray m_piece;    // read from the socket, not taken by the library yet
    QByteArray m_rest;     // read from the library, not taken by the socket yet
    bool m_stuck = true;   // the library holds data, or may: it is asked before newer data is passed on
    bool m_hungUp = false; // the reader has gone
    std::chrono::steady_clock::time_point m_endedAt{}; // when the server said that no more data comes

    mutable std::mutex m_mutex; // guards the rest, told by farewell()
    QByteArray m_complaint;
    int m_status = -1;
    QByteArray m_signal;
    QString m_trouble;
    bool m_finished = false;

    std::thread m_thread;
};

} // namespace radiosonde
