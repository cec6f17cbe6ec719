// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/adb/connection.h"

#include "core/base/text.h"
#include "remote/transport/adb/protocol.h"

#include <QCoreApplication>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

namespace radiosonde
{

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("Adb", text);
}

std::unexpected<Error> interrupted()
{
    return fail(ErrorKind::Cancelled, QCoreApplication::translate("Transport", "Connecting was interrupted"));
}

QString otherPort()
{
    return tr("stop what has that port, or let ANDROID_ADB_SERVER_PORT name another one");
}

// The addresses of a host name of AdbServerAddress, each as IPv6 or IPv4 socket address.
struct LoopbackAddress
{
    sockaddr_storage storage{};
    socklen_t size = 0;
};

LoopbackAddress ipv4(quint16 port)
{
    LoopbackAddress address;
    sockaddr_in in{};
    in.sin_family = AF_INET;
    in.sin_port = htons(port);
    in.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    std::memcpy(&address.storage, &in, sizeof in);
    address.size = sizeof in;
    return address;
}

LoopbackAddress ipv6(quint16 port)
{
    LoopbackAddress address;
    sockaddr_in6 in{};
    in.sin6_family = AF_INET6;
    in.sin6_port = htons(port);
    in.sin6_addr = in6addr_loopback;
    std::memcpy(&address.storage, &in, sizeof in);
    address.size = sizeof in;
    return address;
}

QList<LoopbackAddress> addressesOf(const AdbServerAddress &address)
{
    if (address.host == u"::1")
        return {ipv6(address.port)};
    if (address.host == u"127.0.0.1")
        return {ipv4(address.port)};
    return {ipv4(address.port), ipv6(address.port)};
}

// On this machine a connection is made or refused at once; only a listener whose queue is full makes one
// wait.
int connectTo(const LoopbackAddress &address, const Interruptor &interruptor, int limitMs, OwnedFd &made)
{
    OwnedFd fd(socket(address.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (fd.get() < 0)
        return errno;
    const int one = 1;
    setsockopt(fd.get(), IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    int error = 0;
    if (connect(fd.get(), reinterpret_cast<const sockaddr *>(&address.storage), address.size) != 0) {
        if (errno != EINPROGRESS)
            return errno;
        pollfd fds[] = {{fd.get(), POLLOUT, 0}, {interruptor.fd(), POLLIN, 0}};
        if (poll(fds, 2, limitMs) == 0)
            return ETIMEDOUT;
        if (interruptor.interrupted())
            return ECANCELED;
        socklen_t size = sizeof error;
        getsockopt(fd.get(), SOL_SOCKET, SO_ERROR, &error, &size);
    }
    if (error == 0)
        made = std::move(fd);
    return error;
}

} // namespace

AdbConnection::AdbConnection(OwnedFd socket, const AdbServerAddress &address, const Interruptor &interruptor,
                             std::chrono::milliseconds limit)
    : m_socket(std::move(socket)), m_address(address), m_interruptor(&interruptor), m_limit(limit)
{
}

Result<std::optional<AdbConnection>> AdbConnection::open(const AdbServerAddress &address,
                                                         const Interruptor &interruptor,
                                                         std::chrono::milliseconds limit)
{
    int error = ECONNREFUSED;
    for (const LoopbackAddress &each : addressesOf(address)) {
        OwnedFd socket;
        error = connectTo(each, interruptor, int(limit.count()), socket);
        if (error == 0)
            return AdbConnection(std::move(socket), address, interruptor, limit);
        if (error != ECONNREFUSED && error != EADDRNOTAVAIL && error != EAFNOSUPPORT)
            break;
    }
    if (error == ECANCELED)
        return interrupted();
    if (error == ECONNREFUSED || error == EADDRNOTAVAIL || error == EAFNOSUPPORT)
        return std::nullopt;
    return fail(ErrorKind::Unreachable,
                tr("Can't connect to the adb server at %1: %2")
                    .arg(address.text(), QString::fromLocal8Bit(std::strerror(error))));
}

std::unexpected<Error> AdbConnection::noServer() const
{
    return fail(ErrorKind::Unreachable, tr("What listens at %1 is no adb server").arg(m_address.text()),
                otherPort());
}

Result<> AdbConnection::wait(short events, Clock::time_point deadline)
{
    int left = -1;
    if (deadline != Clock::time_point::max())
        left = int(std::max<qint64>(
            std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count(), 0));
    pollfd fds[] = {{m_socket.get(), events, 0}, {m_interruptor->fd(), POLLIN, 0}};
    const int ready = poll(fds, 2, left);
    if (m_interruptor->interrupted())
        return interrupted();
    if (ready == 0)
        return fail(ErrorKind::Unreachable,
                    tr("What listens at %1 does not answer as an adb server: nothing within %2 s")
                        .arg(m_address.text())
                        .arg(double(m_limit.count()) / 1000),
                    otherPort());
    return {};
}

Result<> AdbConnection::send(QByteArrayView bytes)
{
    const Clock::time_point deadline = Clock::now() + m_limit;
    while (!bytes.isEmpty()) {
        const ssize_t sent = ::send(m_socket.get(), bytes.data(), size_t(bytes.size()), MSG_NOSIGNAL);
        if (sent >= 0) {
            bytes = bytes.sliced(sent);
        } else if (errno != EAGAIN && errno != EINTR) {
            return {}; // reading tells of the end
        } else if (const Result<> room = wait(POLLOUT, deadline); !room) {
            return room;
        }
    }
    return {};
}

// Until `m_heard` has `size` bytes.
Result<> AdbConnection::readUntil(qsizetype size, Clock::time_point deadline)
{
    while (m_heard.size() < size) {
        if (const Result<> ready = wait(POLLIN, deadline); !ready)
            return ready;
        const qsizetype before = m_heard.size();
        m_heard.resize(size);
        const ssize_t got = recv(m_socket.get(), m_heard.data() + before, size_t(size - before), 0);
        const int error = errno;
        m_heard.resize(before + std::max<ssize_t>(got, 0));
        if (got == 0 || (got < 0 && error != EAGAIN && error != EINTR))
            return fail(
                ErrorKind::Unreachable,
                tr("The adb server at %1 closed the connection without an answer").arg(m_address.text()),
                tr("adb kill-server and adb start-server start it anew; if that does not help, another "
                   "program may have its port"));
    }
    return {};
}

Result<AdbVerdict> AdbConnection::ask(QByteArrayView service)
{
    if (const Result<> sent = send(adbRequest(service)); !sent)
        return std::unexpected(sent.error());
    const Clock::time_point deadline = Clock::now() + m_limit;
    m_heard.clear();
    for (;;) {
        const AdbPiece piece = adbStatus(m_heard);
        switch (piece.kind) {
        case AdbPiece::Kind::Okay:
            return AdbVerdict{.okay = true, .why = {}};
        case AdbPiece::Kind::Failed:
            return AdbVerdict{.okay = false, .why = piece.text.toByteArray()};
        case AdbPiece::Kind::Block:
        case AdbPiece::Kind::Nonsense:
            return noServer();
        case AdbPiece::Kind::Part:
            if (const Result<> more = readUntil(piece.size, deadline); !more)
                return std::unexpected(more.error());
        }
    }
}

Result<QByteArray> AdbConnection::readBlock(Clock::time_point deadline)
{
    m_heard.clear();
    for (;;) {
        const AdbPiece piece = adbBlock(m_heard);
        if (piece.kind == AdbPiece::Kind::Block)
            return piece.text.toByteArray();
        if (piece.kind != AdbPiece::Kind::Part)
            return noServer();
        if (const Result<> more = readUntil(piece.size, deadline); !more)
            return std::unexpected(more.error());
    }
}

Result<QByteArray> AdbConnection::block()
{
    return readBlock(Clock::now() + m_limit);
}

Result<QByteArray> AdbConnection::awaitBlock()
{
    return readBlock(Clock::time_point::max());
}

} // namespace radiosonde
