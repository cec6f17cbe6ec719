// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/ssh/login.h"

#include "remote/transport/ssh/agent.h"

#include <QCoreApplication>

namespace radiosonde
{

namespace
{

constexpr int maxSteps = 4; // ways in a row that a server may want

QStringList methodNames(int methods)
{
    const std::pair<int, const char *> all[] = {{SSH_AUTH_METHOD_PUBLICKEY, "publickey"},
                                                {SSH_AUTH_METHOD_INTERACTIVE, "keyboard-interactive"},
                                                {SSH_AUTH_METHOD_PASSWORD, "password"},
                                                {SSH_AUTH_METHOD_HOSTBASED, "hostbased"},
                                                {SSH_AUTH_METHOD_GSSAPI_MIC, "gssapi-with-mic"}};
    QStringList names;
    for (const auto &[bit, name] : all) {
        if (methods & bit)
            names.append(QString::fromLatin1(name));
    }
    return names;
}

} // namespace

SshLogin::SshLogin(const SshPeer &peer) : m_peer(peer) {}

SshLogin::~SshLogin() = default;

Result<SshLogin::Outcome> SshLogin::judged(int answer, const QString &doing) const
{
    switch (answer) {
    case SSH_AUTH_SUCCESS:
        return Outcome::Accepted;
    case SSH_AUTH_PARTIAL:
        return Outcome::Partial;
    case SSH_AUTH_DENIED:
        return Outcome::Refused;
    default:
        return m_peer.failed(doing);
    }
}

Result<> SshLogin::run()
{
    m_peer.guard.allow(sshAnswerTime);
    const QString doing = QCoreApplication::translate("Transport", "it was asked how to log in");
    Result<Outcome> outcome =
        judged(m_peer.settleLogin([this] { return ssh_userauth_none(m_peer.session, nullptr); }), doing);
    for (int step = 0; outcome && *outcome != Outcome::Accepted && step < maxSteps; ++step) {
        const int offered = ssh_userauth_list(m_peer.session, nullptr);
        outcome = tryAll(offered);
        if (outcome && *outcome == Outcome::Refused)
            return nothingHelped(offered);
    }
    if (!outcome)
        return std::unexpected(outcome.error());
    return *outcome == Outcome::Accepted ? Result<>() : nothingHelped(0);
}

// Until one helps, whole or in part.
Result<SshLogin::Outcome> SshLogin::tryAll(int methods)
{
    const SshConfig &config = m_peer.config;
    Result<Outcome> outcome = Outcome::Refused;
    const auto open = [&outcome] { return outcome && *outcome == Outcome::Refused; };
    if ((methods & SSH_AUTH_METHOD_PUBLICKEY) && config.publicKey)
        outcome = tryKeys();
    if (open() && (methods & SSH_AUTH_METHOD_INTERACTIVE) && config.keyboardInteractive)
        outcome = tryQuestions();
    if (open() && (methods & SSH_AUTH_METHOD_PASSWORD) && config.password && !m_askedForPassword)
        outcome = tryPassword();
    if (m_peer.guard.cut() == SshGuard::Cut::Interrupted)
        return connectingInterrupted();
    return outcome;
}

std::unexpected<Error> SshLogin::nothingHelped(int offered) const
{
    const QStringList names = methodNames(offered);
    QString text =
        QCoreApplication::translate("Transport", "No way to log in to %1 is left").arg(m_peer.name);
    if (!m_tried.isEmpty())
        text +=
            QCoreApplication::translate("Transport", "; tried: %1").arg(m_tried.join(QStringLiteral(", ")));
    if (!names.isEmpty())
        text += QCoreApplication::translate("Transport", "; the server takes: %1")
                    .arg(names.join(QStringLiteral(", ")));
    QStringList hints = m_hints;
    if (m_nobodyAnswered && !m_peer.observer)
        hints.append(QCoreApplication::translate(
            "Transport", "there is nobody to ask for a password: use a key or an agent"));
    if (hints.isEmpty())
        hints.append(QCoreApplication::translate("Transport",
                                                 "put your public key on the board by `ssh-copy-id`, or name "
                                                 "the right key by IdentityFile in ~/.ssh/config"));
    return fail(ErrorKind::Unreachable, text, hints.join(QStringLiteral("; ")));
}

} // namespace radiosonde
