// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "remote/transport/ssh/guard.h"
#include "remote/transport/ssh/owned_fd.h"

#include <QByteArray>
#include <QList>

#include <mutex>
#include <thread>

namespace radiosonde
{

struct SshAgentKey
{
    QByteArray blob; // the public key as on the wire
    QByteArray comment;
};

// The keys that ssh-agent holds. The library can only try all of them, in the agent's order, up to the first
// that it can't read; it is therefore given a socket behind which the keys that we choose are shown, and its
// requests for signatures are passed on.
class SshAgent
{
public:
    // Connects and asks for the keys. Kind Unreachable: nobody listens there, or what answers is no agent.
    static Result<std::unique_ptr<SshAgent>> connect(const QString &socketPath, SshGuard &guard);
    ~SshAgent();

    const QList<SshAgentKey> &keys() const { return m_keys; }

    // The next login by agent sees these keys.
    void show(const QList<SshAgentKey> &keys);
    // For ssh_set_agent_socket, which takes it over.
    int takeLibrarySocket() { return m_library.take(); }
    // The key shown that the agent did not sign by when it was asked to, because it is gone, locked, or its
    // user said no; empty: none.
    QByteArray failedToSign() const;

private:
    explicit SshAgent(OwnedFd agent) : m_agent(std::move(agent)) {}
    Result<> listKeys(const QString &socketPath);
    void serve();
    QByteArray answerTo(const QByteArray &request);

    OwnedFd m_agent;   // to ssh-agent
    OwnedFd m_library; // the library's end, until taken
    OwnedFd m_relay;   // our end of that
    QList<SshAgentKey> m_keys;
    mutable std::mutex m_mutex; // guards both below
    QList<SshAgentKey> m_shown;
    QByteArray m_failed;
    std::thread m_thread;
};

} // namespace radiosonde
