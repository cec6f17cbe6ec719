// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/transport/ssh/peer.h"

#include <QStringList>

namespace radiosonde
{

class SshAgent;
struct SshAgentKey;
class SshKeyFile;

// Proves to a server who its user is, by whatever it takes and the user has: keys of the agent and of files,
// then answers to questions, then a password; one after the other where the server wants several. What was
// tried is told when nothing helped.
class SshLogin
{
public:
    explicit SshLogin(const SshPeer &peer);
    ~SshLogin();

    // Kind Unreachable, Cancelled.
    Result<> run();

private:
    enum class Outcome : quint8 { Accepted, Partial, Refused };

    Result<Outcome> tryAll(int methods);
    Result<Outcome> judged(int answer, const QString &doing) const; // what the library's SSH_AUTH_* means

    Result<Outcome> tryKeys();
    Result<Outcome> tryAgentKeys(const QList<QByteArray> &wanted);
    Result<Outcome> offerAgentKeys(const QList<SshAgentKey> &keys);
    Result<Outcome> tryKeyFile(const SshKeyFile &file);
    Result<Outcome> offerKeyFile(const SshKeyFile &file, const QString &name);
    void openAgent();
    QList<SshKeyFile> usableKeyFiles();

    Result<Outcome> tryQuestions();
    Result<Outcome> answerRounds(bool wasRefused);
    Result<bool> answerRound(bool wasRefused); // false: nobody answered
    Result<Outcome> tryPassword();
    QString passwordName() const;
    std::unexpected<Error> nothingHelped(int offered) const;

    const SshPeer &m_peer;
    std::unique_ptr<SshAgent> m_agent;
    QList<QByteArray> m_offered; // keys that this server has seen already
    QStringList m_tried;         // for people: "key ~/.ssh/id_ed25519 (refused)"
    QStringList m_hints;         // of what could not be tried
    bool m_askedForPassword = false;
    bool m_nobodyAnswered = false;
};

} // namespace radiosonde
