// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/transport/channel.h"
#include "remote/transport/ssh/config.h"
#include "remote/transport/ssh/guard.h"
#include "remote/transport/ssh/handles.h"

namespace radiosonde
{

// One ssh server while it is being reached: what every step needs. The library blocks; the guard ends that.
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

    // What the library's failure comes down to: cancelled, timed out, the server's farewell, or its words for
    // it; `doing` completes "... while": "it checked the password".
    std::unexpected<Error> failed(const QString &doing) const;

    // Asks people, whose time does not count; nothing: nobody answered.
    std::optional<QString> ask(const SecretQuestion &question) const;
};

// Kind Cancelled.
std::unexpected<Error> connectingInterrupted();

// How long a server may take for a step of the login.
constexpr std::chrono::seconds sshAnswerTime{30};

} // namespace radiosonde
