// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/ssh/login.h"

#include "core/base/text.h"
#include "remote/transport/ssh/agent.h"
#include "remote/transport/ssh/key_file.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace radiosonde
{

namespace
{

QByteArray blobOf(const SshKeyHandle &key)
{
    char *text = nullptr;
    if (!key || ssh_pki_export_pubkey_base64(key.get(), &text) != SSH_OK)
        return {};
    const SshText base64(text);
    return QByteArray::fromBase64(base64.get());
}

QString withOutcome(const QString &what, const QString &outcome)
{
    return QStringLiteral("%1 (%2)").arg(what, outcome);
}

QString refused()
{
    return QCoreApplication::translate("Transport", "refused");
}

QString doingKey(const QString &name)
{
    return QCoreApplication::translate("Transport", "it was shown the %1").arg(name);
}

} // namespace

// Files that can be used; why the others cannot is told at the end, unless nobody asked for them.
QList<SshKeyFile> SshLogin::usableKeyFiles()
{
    QList<SshKeyFile> files;
    for (const QString &path : m_peer.config.identityFiles) {
        if (m_peer.config.identitiesAreDefault && !QFileInfo::exists(path))
            continue;
        const Result<SshKeyFile> file = SshKeyFile::at(path);
        if (file) {
            files.append(*file);
            continue;
        }
        m_tried.append(file.error().text);
        if (!file.error().hint.isEmpty())
            m_hints.append(file.error().hint);
    }
    return files;
}

void SshLogin::openAgent()
{
    if (m_agent || m_peer.config.agentSocket.isEmpty())
        return;
    Result<std::unique_ptr<SshAgent>> agent = SshAgent::connect(m_peer.config.agentSocket, m_peer.guard);
    if (!agent) {
        m_tried.append(agent.error().text);
        return;
    }
    ssh_set_agent_socket(m_peer.session, (*agent)->takeLibrarySocket());
    m_agent = *std::move(agent);
}

// In OpenSSH's order: keys that were named and that the agent holds, the agent's others, files.
Result<SshLogin::Outcome> SshLogin::tryKeys()
{
    const QList<SshKeyFile> files = usableKeyFiles();
    openAgent();
    QList<QByteArray> named;
    for (const SshKeyFile &file : files)
        named.append(blobOf(file.publicHalf()));
    Result<Outcome> outcome = Outcome::Refused;
    if (m_agent)
        outcome = tryAgentKeys(named);
    for (const SshKeyFile &file : files) {
        if (!outcome || *outcome != Outcome::Refused)
            return outcome;
        outcome = tryKeyFile(file);
    }
    return outcome;
}

Result<SshLogin::Outcome> SshLogin::tryAgentKeys(const QList<QByteArray> &wanted)
{
    for (const bool named : {true, false}) {
        if (!named && m_peer.config.identitiesOnly)
            break;
        for (const SshAgentKey &key : m_agent->keys()) {
            if (wanted.contains(key.blob) != named || m_offered.contains(key.blob))
                continue;
            Result<Outcome> outcome = tryAgentKey(key.blob, key.comment);
            if (!outcome || *outcome != Outcome::Refused)
                return outcome;
        }
    }
    return Outcome::Refused;
}

Result<SshLogin::Outcome> SshLogin::tryAgentKey(const QByteArray &blob, const QByteArray &comment)
{
    const QString name =
        QCoreApplication::translate("Transport", "agent's key '%1'").arg(escapeControl(decodeText(comment)));
    m_agent->show({blob, comment});
    m_peer.guard.allow(sshAnswerTime);
    const int answer = m_peer.settleLogin([this] { return ssh_userauth_agent(m_peer.session, nullptr); });
    if (m_agent->failedToSign() && ssh_is_connected(m_peer.session)) {
        m_tried.append(withOutcome(name, QCoreApplication::translate("Transport", "the agent did not sign")));
        return Outcome::Refused; // its file may do
    }
    m_offered.append(blob);
    Result<Outcome> outcome = judged(answer, doingKey(name));
    if (outcome && *outcome == Outcome::Refused)
        m_tried.append(withOutcome(name, refused()));
    return outcome;
}

Result<SshLogin::Outcome> SshLogin::tryKeyFile(const SshKeyFile &file)
{
    const QString name = QCoreApplication::translate("Transport", "key %1").arg(file.path());
    const SshKeyHandle half = file.publicHalf();
    const QByteArray blob = blobOf(half);
    if (!blob.isEmpty() && m_offered.contains(blob))
        return Outcome::Refused;
    m_peer.guard.allow(sshAnswerTime);
    if (half) { // a passphrase is asked only for a key that the server would take
        Result<Outcome> outcome = judged(m_peer.settleLogin([&] {
            return ssh_userauth_try_publickey(m_peer.session, nullptr, half.get());
        }),
                                         doingKey(name));
        if (!outcome)
            return outcome;
        m_offered.append(blob);
        if (*outcome == Outcome::Refused) {
            m_tried.append(withOutcome(name, refused()));
            return outcome;
        }
    }
    return offerKeyFile(file, name);
}

Result<SshLogin::Outcome> SshLogin::offerKeyFile(const SshKeyFile &file, const QString &name)
{
    const Result<SshKeyHandle> key = file.load([&](bool wasRefused) {
        return m_peer.ask(
            {QCoreApplication::translate("Transport", "Passphrase of %1").arg(name), {}, false, wasRefused});
    });
    if (!key) {
        m_tried.append(key.error().text);
        return Outcome::Refused;
    }
    if (!*key) {
        m_nobodyAnswered = true;
        m_tried.append(withOutcome(name, QCoreApplication::translate("Transport", "no passphrase given")));
        return Outcome::Refused;
    }
    m_peer.guard.allow(sshAnswerTime);
    Result<Outcome> outcome = judged(
        m_peer.settleLogin([&] { return ssh_userauth_publickey(m_peer.session, nullptr, key->get()); }),
        doingKey(name));
    if (outcome && *outcome == Outcome::Refused)
        m_tried.append(withOutcome(name, refused()));
    return outcome;
}

} // namespace radiosonde
