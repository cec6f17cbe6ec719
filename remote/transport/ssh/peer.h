// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/transport/channel.h"
#include "remote/transport/ssh/config.h"
#include "remote/transport/ssh/guard.h"
#include "remote/transport/ssh/handles.h"

#include <functional>

namespace radiosonde
{

// One ssh server while it is being reached: what every step needs.
struct SshPeer
{
    ssh_session session = nullptr;
    const SshConfig &config;
    QString name; // for people: "board-7"
    SshGuard &guard;
    ConnectObserver *observer = nullptr;

    void progress(const QString &what) const
    {
        if (observer)
            observer->progress(what);
    }

    // Calls `step`, a function of the library on its non-blocking session, until its answer is another one
    // than `again`; `failure` once the connection has gone, of which the library does not always tell.
    int settle(int again, int failure, const std::function<int()> &step) const;
    int settleLogin(const std::function<int()> &step) const
    {
        return settle(SSH_AUTH_AGAIN, SSH_AUTH_ERROR, step);
    }
    int settleCall(const std::function<int()> &step) const { return settle(SSH_AGAIN, SSH_ERROR, step); }

    // What the library's failure comes down to: cancelled, timed out, the server's farewell, or its words for
    // it; `doing` completes "... while": "it checked the password".
    std::unexpected<Error> failed(const QString &doing) const;

    // Asks people, whose time does not count; nothing: nobody answered.
    std::optional<QString> ask(const SecretQuestion &question) const;
};

// What the server said when it ended the session, escaped; empty: nothing. Not ssh_get_disconnect_message(),
// which knows only of endings that were our own.
QString lastWords(ssh_session session);

// Kind Cancelled.
std::unexpected<Error> connectingInterrupted();

// How long a server may take for a step of the login.
constexpr std::chrono::seconds sshAnswerTime{30};

} // namespace radiosonde
