// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/ssh/connection.h"

#include "core/base/text.h"
#include "remote/transport/ssh/host_check.h"
#include "remote/transport/ssh/link.h"
#include "remote/transport/ssh/login.h"
#include "remote/transport/ssh/route.h"
#include "remote/transport/ssh/tcp.h"

#include <QCoreApplication>
#include <QDir>

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>

namespace radiosonde
{

namespace
{

constexpr int usualTimeout = 15; // seconds, to connect and agree on keys; ConnectTimeout changes it
constexpr qsizetype shownWords = 60;

std::chrono::seconds timeLimit(const SshConfig &config)
{
    return std::chrono::seconds(config.connectTimeout > 0 ? config.connectTimeout : usualTimeout);
}

Result<> startProxy(SshConnection &connection, const SshHop &hop)
{
    auto proxy =
        ProcessChannel::start({.path = "/bin/sh",
                               .arguments = {"sh", "-c", "exec " + hop.config.proxyCommand.toLocal8Bit()},
                               .keepEnvironment = true,
                               .keepFd = -1,
                               .oneSocket = true,
                               .name = QCoreApplication::translate("Transport", "the proxy command")});
    if (!proxy)
        return std::unexpected(proxy.error());
    connection.proxy = *std::move(proxy);
    connection.socket = OwnedFd(fcntl(connection.proxy->readFd(), F_DUPFD_CLOEXEC, 0));
    return {};
}

Result<> dial(SshConnection &connection, const SshHop &hop, ConnectObserver *observer, SshGuard &guard)
{
    if (observer)
        observer->progress(QCoreApplication::translate("Transport", "Connecting to %1").arg(hop.name));
    if (connection.jump) {
        connection.socket = OwnedFd(fcntl(connection.jump->fd(), F_DUPFD_CLOEXEC, 0));
    } else if (!hop.config.proxyCommand.isEmpty()) {
        if (Result<> started = startProxy(connection, hop); !started)
            return started;
    } else {
        const TcpTarget target{hop.config.hostName, hop.config.port, hop.config.family,
                               hop.config.bindAddress};
        Result<OwnedFd> socket = connectTcp(target, timeLimit(hop.config), guard.interruptor());
        if (!socket)
            return std::unexpected(socket.error());
        connection.socket = *std::move(socket);
    }
    guard.protect(connection.socket.get());
    return {};
}

void setText(ssh_session session, ssh_options_e option, const QByteArray &value)
{
    if (!value.isEmpty())
        ssh_options_set(session, option, value.constData());
}

SshSessionHandle makeSession(const SshConfig &config, const HostCheck &check, int socket)
{
    SshSessionHandle session(ssh_new());
    const int no = 0;
    int fd = fcntl(socket, F_DUPFD_CLOEXEC, 0);
    ssh_options_set(session.get(), SSH_OPTIONS_PROCESS_CONFIG, &no); // was read already
    ssh_options_set(session.get(), SSH_OPTIONS_FD, &fd);
    setText(session.get(), SSH_OPTIONS_SSH_DIR, QFile::encodeName(localHome() + QStringLiteral("/.ssh")));
    setText(session.get(), SSH_OPTIONS_KNOWNHOSTS, "/dev/null"); // looked up by host_check.h
    setText(session.get(), SSH_OPTIONS_GLOBAL_KNOWNHOSTS, "/dev/null");
    setText(session.get(), SSH_OPTIONS_USER, config.user.toUtf8());
    setText(session.get(), SSH_OPTIONS_HOSTKEYS, preferredHostKeys(check, config.hostKeyAlgorithms));
    setText(session.get(), SSH_OPTIONS_CIPHERS_C_S, config.ciphers);
    setText(session.get(), SSH_OPTIONS_CIPHERS_S_C, config.ciphers);
    setText(session.get(), SSH_OPTIONS_HMAC_C_S, config.macs);
    setText(session.get(), SSH_OPTIONS_HMAC_S_C, config.macs);
    setText(session.get(), SSH_OPTIONS_KEY_EXCHANGE, config.keyExchange);
    setText(session.get(), SSH_OPTIONS_PUBLICKEY_ACCEPTED_TYPES, config.acceptedKeys);
    setText(session.get(), SSH_OPTIONS_COMPRESSION, config.compression ? "yes" : "no");
    ssh_set_blocking(session.get(), 0);
    return session;
}

// What the server says first, without taking it: it tells what it is if it is no ssh server.
QByteArray firstWords(int socket, const SshGuard &guard, std::chrono::seconds limit)
{
    pollfd fds[] = {{socket, POLLIN, 0}, {guard.interruptor().fd(), POLLIN, 0}};
    poll(fds, 2, int(std::chrono::milliseconds(limit).count()));
    char words[shownWords];
    const ssize_t got = recv(socket, words, sizeof words, MSG_PEEK | MSG_DONTWAIT);
    QByteArray line(words, qMax<qsizetype>(got, 0));
    return line.split('\n').first().trimmed();
}

std::unexpected<Error> noSshServer(const SshHop &hop, const QByteArray &words)
{
    return fail(ErrorKind::Unreachable,
                QCoreApplication::translate("Transport", "%1 is no ssh server: it says '%2'")
                    .arg(hop.name, escapeControl(decodeText(words))),
                QCoreApplication::translate("Transport", "is the port right?"));
}

// The proxy's own words tell more than "it closed the connection".
std::unexpected<Error> viaTrouble(const SshConnection &connection, const SshHop &hop)
{
    const QString farewell = connection.proxy ? connection.proxy->farewell() : connection.jump->farewell();
    return fail(ErrorKind::Unreachable,
                QCoreApplication::translate("Transport", "There is no way to %1: %2").arg(hop.name, farewell),
                connection.proxy
                    ? QCoreApplication::translate("Transport",
                                                  "try the ProxyCommand of the ssh configuration by hand")
                    : QCoreApplication::translate("Transport", "the jump host must be able to reach it"));
}

std::unexpected<Error> handshakeTrouble(const SshPeer &peer, const SshConnection &connection,
                                        const SshHop &hop, const QByteArray &words)
{
    const SshGuard::Cut cut = peer.guard.cut();
    if (cut == SshGuard::Cut::Interrupted)
        return connectingInterrupted();
    const char *banner = ssh_get_serverbanner(peer.session);
    const QString error = escapeControl(QString::fromUtf8(ssh_get_error(peer.session)));
    if (error.startsWith(u"kex error")) // "no match for method kex algos: server [...], client [...]"
        return fail(
            ErrorKind::Unreachable,
            QCoreApplication::translate("Transport", "%1 and Radiosonde have no algorithm in common: %2")
                .arg(hop.name, error.section(QStringLiteral(" : "), 1)),
            QCoreApplication::translate(
                "Transport", "update the server, or allow it by KexAlgorithms, HostKeyAlgorithms, Ciphers or "
                             "MACs in ~/.ssh/config"));
    if (banner && !QByteArrayView(banner).startsWith("SSH-2.") &&
        !QByteArrayView(banner).startsWith("SSH-1.99"))
        return fail(ErrorKind::Unreachable,
                    QCoreApplication::translate(
                        "Transport", "%1 does not speak version 2 of the ssh protocol: it greets by '%2'")
                        .arg(hop.name, escapeControl(decodeText(banner))),
                    QCoreApplication::translate("Transport", "it needs a newer server"));
    if (banner)
        return peer.failed(QCoreApplication::translate("Transport", "keys were exchanged"));
    if (!words.isEmpty() && !words.startsWith("SSH-"))
        return noSshServer(hop, words);
    if (words.isEmpty() && cut == SshGuard::Cut::None && (connection.proxy || connection.jump))
        return viaTrouble(connection, hop);
    if (cut == SshGuard::Cut::TimedOut)
        return fail(
            ErrorKind::Unreachable,
            QCoreApplication::translate("Transport", "%1 takes connections but says nothing within %2 s")
                .arg(hop.name)
                .arg(timeLimit(hop.config).count()),
            QCoreApplication::translate("Transport", "is that an ssh server? It may also be starting up"));
    return fail(
        ErrorKind::Unreachable,
        QCoreApplication::translate("Transport", "%1 closed the connection before it greeted").arg(hop.name),
        QCoreApplication::translate(
            "Transport", "is that an ssh server? It may also be overloaded or have banned this address"));
}

Result<> handshake(const SshPeer &peer, const SshConnection &connection, const SshHop &hop)
{
    const std::chrono::seconds limit = timeLimit(hop.config);
    peer.guard.allow(limit);
    const QByteArray words = firstWords(connection.socket.get(), peer.guard, limit);
    if (peer.settleCall([&peer] { return ssh_connect(peer.session); }) == SSH_OK)
        return {};
    return handshakeTrouble(peer, connection, hop, words);
}

QString encryptionOf(ssh_session session)
{
    QStringList names;
    for (const char *name :
         {ssh_get_kex_algo(session), ssh_get_cipher_in(session), ssh_get_hmac_in(session)}) {
        // "aead-..." is the library's name for the missing MAC of a cipher that needs none.
        if (name && !QByteArrayView(name).startsWith("aead-"))
            names.append(escapeControl(QString::fromUtf8(name)));
    }
    return names.join(QStringLiteral(", "));
}

Result<SshConnection> openHop(const SshHop &hop, std::unique_ptr<SshLink> jump, ConnectObserver *observer,
                              SshGuard &guard)
{
    SshConnection connection;
    connection.name = hop.name;
    connection.jump = std::move(jump);
    if (const Result<> dialled = dial(connection, hop, observer, guard); !dialled)
        return std::unexpected(dialled.error());
    const HostCheck check = hostCheckFor(hop.config, hop.address.host, hop.address.hostKey);
    connection.session = makeSession(hop.config, check, connection.socket.get());
    const SshPeer peer{connection.session.get(), hop.config, hop.name, guard, observer};
    Result<> done = handshake(peer, connection, hop);
    if (done)
        done = checkHostKey(peer, check);
    if (done) {
        peer.progress(QCoreApplication::translate("Transport", "Logging in to %1").arg(hop.name));
        done = SshLogin(peer).run();
    }
    if (!done)
        return std::unexpected(done.error());
    connection.encryption = encryptionOf(peer.session);
    return connection;
}

} // namespace

SshConnection::SshConnection() = default;
SshConnection::SshConnection(SshConnection &&) noexcept = default;

SshConnection::~SshConnection()
{
    if (socket.get() < 0)
        return;
    shutdown(socket.get(), SHUT_RDWR); // before the session: its last words must not block
}

Result<SshConnection> openSshConnection(const SshAddress &address, ConnectObserver *observer, SshGuard &guard)
{
    const Result<QList<SshHop>> hops = planRoute(address);
    if (!hops)
        return std::unexpected(hops.error());
    std::unique_ptr<SshLink> jump;
    for (const SshHop &hop : *hops) {
        Result<SshConnection> connection = openHop(hop, std::move(jump), observer, guard);
        if (!connection || &hop == &hops->last())
            return connection;
        const SshHop &next = *(&hop + 1);
        Result<std::unique_ptr<SshLink>> tunnel =
            SshLink::openTunnel(*std::move(connection), next.config.hostName, next.config.port, guard);
        if (!tunnel)
            return std::unexpected(tunnel.error());
        jump = *std::move(tunnel);
    }
    return fail(ErrorKind::Internal,
                QCoreApplication::translate("Transport", "There is no way to %1").arg(address.host));
}

} // namespace radiosonde
