// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/ssh/host_check.h"

#include "remote/transport/ssh/byte_strings.h"

#include <QCoreApplication>

namespace radiosonde
{

namespace
{

// All that the library can verify and that is still thought safe, the best first.
constexpr const char *algorithms[] = {"ssh-ed25519",         "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384",
                                      "ecdsa-sha2-nistp521", "rsa-sha2-512",        "rsa-sha2-256"};

// Whether a signature by `algorithm` is made with a key of `type`.
bool signsWith(QByteArrayView algorithm, const QByteArray &type)
{
    return algorithm == type || (type == "ssh-rsa" && algorithm.startsWith("rsa-sha2-"));
}

std::optional<HostKey> keyOfServer(ssh_session session)
{
    ssh_key raw = nullptr;
    if (ssh_get_server_publickey(session, &raw) != SSH_OK)
        return {};
    const SshKeyHandle key(raw);
    char *text = nullptr;
    if (ssh_pki_export_pubkey_base64(key.get(), &text) != SSH_OK)
        return {};
    const SshText base64(text);
    const QByteArray blob = QByteArray::fromBase64(base64.get());
    QByteArrayView rest(blob);
    const std::optional<QByteArray> type = takeString(rest);
    return type ? std::optional(HostKey{*type, blob}) : std::nullopt;
}

std::unexpected<Error> changed(const SshPeer &peer, const HostCheck &check, const HostKey &key,
                               const KnownKey &known)
{
    return fail(
        ErrorKind::Unreachable,
        QCoreApplication::translate(
            "Transport", "The host key of %1 has changed: it shows %2 %3, known is %4 %5 (%6 line %7)")
            .arg(check.name, QString::fromLatin1(key.type), fingerprint(key),
                 QString::fromLatin1(known.key.type), fingerprint(known.key), known.file)
            .arg(known.line),
        QCoreApplication::translate("Transport",
                                    "somebody may be listening in, or %1 was set up anew: if you are sure of "
                                    "that, remove the old key by `ssh-keygen -R '%2' -f '%3'`")
            .arg(peer.name, check.name, known.file));
}

std::unexpected<Error> otherType(const SshPeer &peer, const HostCheck &check, const HostKey &key,
                                 const KnownKey &known)
{
    return fail(
        ErrorKind::Unreachable,
        QCoreApplication::translate(
            "Transport",
            "%1 shows a host key of another type than the known one: %2 %3, known is %4 %5 (%6 line %7)")
            .arg(check.name, QString::fromLatin1(key.type), fingerprint(key),
                 QString::fromLatin1(known.key.type), fingerprint(known.key), known.file)
            .arg(known.line),
        QCoreApplication::translate(
            "Transport", "somebody may be listening in, or %1 was set up anew: if you are sure of that, "
                         "remove the old key by `ssh-keygen -R '%2' -f '%3'`")
            .arg(peer.name, check.name, known.file));
}

std::unexpected<Error> revoked(const HostCheck &check, const HostKey &key, const KnownKey &known)
{
    return fail(
        ErrorKind::Unreachable,
        QCoreApplication::translate("Transport", "%1 shows a host key that was revoked: %2 %3 (%4 line %5)")
            .arg(check.name, QString::fromLatin1(key.type), fingerprint(key), known.file)
            .arg(known.line),
        QCoreApplication::translate("Transport", "it needs a new host key"));
}

std::unexpected<Error> notTrusted(const HostCheck &check, const HostKey &key)
{
    return fail(ErrorKind::Unreachable,
                QCoreApplication::translate("Transport",
                                            "The host %1 is not known, and nobody confirmed its key %2 %3")
                    .arg(check.name, QString::fromLatin1(key.type), fingerprint(key)),
                QCoreApplication::translate(
                    "Transport", "compare the fingerprint with that of the board, then record it by `%1`")
                    .arg(check.sshCommand));
}

// The key of a virtual board, which this program made.
Result<> checkOnly(const SshPeer &peer, const QByteArray &only, const HostKey &key)
{
    const std::optional<HostKey> expected = parseHostKey(only);
    if (expected && *expected == key)
        return {};
    return fail(ErrorKind::Unreachable,
                QCoreApplication::translate(
                    "Transport", "What answers at %1 is not the expected board: its host key is %2")
                    .arg(peer.name, fingerprint(key)),
                QCoreApplication::translate("Transport", "another program may have taken its port"));
}

Result<> meet(const SshPeer &peer, const HostCheck &check, const HostKey &key)
{
    bool trusted = false;
    if (peer.observer && peer.guard.cut() == SshGuard::Cut::None) {
        peer.guard.pause();
        trusted = peer.observer->trust({check.name, QString::fromLatin1(key.type), fingerprint(key)});
        peer.guard.allow(sshAnswerTime);
    }
    if (peer.guard.cut() == SshGuard::Cut::Interrupted)
        return connectingInterrupted();
    if (!trusted)
        return notTrusted(check, key);
    const QStringList &files = peer.config.userKnownHosts;
    if (files.isEmpty())
        return {};
    const Result<> written = remember(key, check.name, files.first(), peer.config.hashKnownHosts);
    if (!written)
        peer.progress(written.error().text); // it was trusted; only the next time it will be asked again
    return {};
}

} // namespace

HostCheck hostCheckFor(const SshConfig &config, const QString &host, const QByteArray &only)
{
    HostCheck check;
    check.only = only;
    check.name =
        config.hostKeyAlias.isEmpty() ? knownHostName(config.hostName, config.port) : config.hostKeyAlias;
    check.sshCommand = config.port == 22 || config.hostName != host
                           ? QStringLiteral("ssh %1@%2").arg(config.user, host)
                           : QStringLiteral("ssh -p %1 %2@%3").arg(config.port).arg(config.user, host);
    if (only.isEmpty())
        check.known = knownKeys(config.userKnownHosts + config.globalKnownHosts, check.name);
    return check;
}

QByteArray preferredHostKeys(const HostCheck &check, const QByteArray &configured)
{
    QList<QByteArray> first;
    QList<QByteArray> rest;
    QList<QByteArray> all = configured.split(',');
    // Lists that begin with + - or ^ change OpenSSH's own, which is not at hand.
    if (configured.isEmpty() || QByteArrayView("+-^").contains(configured.front()))
        all = QList<QByteArray>(std::begin(algorithms), std::end(algorithms));
    const std::optional<HostKey> only = parseHostKey(check.only);
    for (const QByteArray &algorithm : all) {
        bool known = only && signsWith(algorithm, only->type);
        for (const KnownKey &line : check.known)
            known |= !line.revoked && signsWith(algorithm, line.key.type);
        (known ? first : rest).append(algorithm);
    }
    return (first + rest).join(',');
}

Result<> checkHostKey(const SshPeer &peer, const HostCheck &check)
{
    const std::optional<HostKey> key = keyOfServer(peer.session);
    if (!key)
        return peer.failed(QCoreApplication::translate("Transport", "its host key was looked at"));
    if (!check.only.isEmpty())
        return checkOnly(peer, check.only, *key);
    const HostVerdict verdict = judge(*key, check.known);
    switch (verdict.trust) {
    case HostTrust::Known:
        return {};
    case HostTrust::Changed:
        return changed(peer, check, *key, verdict.known);
    case HostTrust::OtherType:
        return otherType(peer, check, *key, verdict.known);
    case HostTrust::Revoked:
        return revoked(check, *key, verdict.known);
    case HostTrust::Unknown:
        break;
    }
    return meet(peer, check, *key);
}

} // namespace radiosonde
