// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/ssh/login.h"

#include "core/base/text.h"
#include "remote/transport/ssh/agent.h"
#include "remote/transport/ssh/key_file.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

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
    QList<SshAgentKey> keys;
    for (const bool named : {true, false}) {
        if (!named && m_peer.config.identitiesOnly)
            break;
        for (const SshAgentKey &key : m_agent->keys()) {
            if (wanted.contains(key.blob) == named && !m_offered.contains(key.blob) &&
                importPublicKey(key.blob)) // the library stops at a key that it can't read
                keys.append(key);
        }
    }
    while (!keys.isEmpty()) {
        Result<Outcome> outcome = offerAgentKeys(keys);
        if (!outcome || *outcome != Outcome::Refused)
            return outcome;
        const QByteArray unsignedBy = m_agent->failedToSign();
        const auto failed = std::find_if(keys.cbegin(), keys.cend(), [&unsignedBy](const SshAgentKey &key) {
            return key.blob == unsignedBy;
        });
        keys.erase(keys.cbegin(), failed == keys.cend() ? failed : failed + 1);
    }
    return Outcome::Refused;
}

// All in one go, as the library wants it; what follows a key that the agent did not sign by is left.
Result<SshLogin::Outcome> SshLogin::offerAgentKeys(const QList<SshAgentKey> &keys)
{
    m_agent->show(keys);
    m_peer.guard.allow(sshAnswerTime);
    const int answer = m_peer.settleLogin([this] { return ssh_userauth_agent(m_peer.session, nullptr); });
    const QByteArray unsignedBy = m_agent->failedToSign();
    const bool goesOn = !unsignedBy.isEmpty() && ssh_is_connected(m_peer.session);
    Result<Outcome> outcome =
        goesOn ? Result<Outcome>(Outcome::Refused)
               : judged(answer, QCoreApplication::translate("Transport", "it was shown the agent's keys"));
    if (!outcome || *outcome != Outcome::Refused)
        return outcome;
    for (const SshAgentKey &key : keys) {
        const QString name = QCoreApplication::translate("Transport", "agent's key '%1'")
                                 .arg(escapeControl(decodeText(key.comment)));
        const bool failed = goesOn && key.blob == unsignedBy;
        m_tried.append(withOutcome(
            name, failed ? QCoreApplication::translate("Transport", "the agent did not sign") : refused()));
        if (failed)
            break; // its file may still do
        m_offered.append(key.blob);
    }
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
