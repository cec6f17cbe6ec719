// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/ssh/tcp.h"

#include <QCoreApplication>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <memory>
#include <mutex>
#include <thread>

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace radiosonde
{

namespace
{

using Clock = std::chrono::steady_clock;
using Addresses = std::unique_ptr<addrinfo, decltype(&freeaddrinfo)>;

struct Lookup
{
    QByteArray host;
    QByteArray port;
    addrinfo hints{};
    OwnedFd done{eventfd(0, EFD_CLOEXEC)};
    std::mutex mutex; // guards the rest
    int result = EAI_AGAIN;
    int error = 0;
    Addresses found{nullptr, freeaddrinfo};
};

std::unexpected<Error> interrupted()
{
    return fail(ErrorKind::Cancelled, QCoreApplication::translate("Transport", "Connecting was interrupted"));
}

std::unexpected<Error> timedOut(const TcpTarget &target, std::chrono::seconds limit)
{
    return fail(
        ErrorKind::Unreachable,
        QCoreApplication::translate("Transport", "%1 does not answer on port %2: nothing within %3 s")
            .arg(target.host)
            .arg(target.port)
            .arg(limit.count()),
        QCoreApplication::translate("Transport", "is it switched on, and does a firewall let ssh through?"));
}

std::unexpected<Error> cannotResolve(const TcpTarget &target, const Lookup &lookup)
{
    const char *why = lookup.result == EAI_SYSTEM ? std::strerror(lookup.error) : gai_strerror(lookup.result);
    return fail(
        ErrorKind::Unreachable,
        QCoreApplication::translate("Transport", "The host name '%1' can't be resolved: %2")
            .arg(target.host, QString::fromLocal8Bit(why)),
        QCoreApplication::translate("Transport", "check its spelling, or use the address of the board"));
}

std::unexpected<Error> cannotConnect(const TcpTarget &target, int error)
{
    QString hint = QCoreApplication::translate("Transport", "check the address and the network to it");
    if (error == ECONNREFUSED)
        hint = QCoreApplication::translate(
            "Transport",
            "the host is there but no ssh server listens on that port; is sshd or dropbear running?");
    return fail(ErrorKind::Unreachable,
                QCoreApplication::translate("Transport", "Can't connect to %1 port %2: %3")
                    .arg(target.host)
                    .arg(target.port)
                    .arg(QString::fromLocal8Bit(std::strerror(error))),
                hint);
}

int remainingMs(Clock::time_point deadline)
{
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    return int(std::clamp<long long>(left, 0, 1 << 30));
}

// The system's resolver can't be interrupted: a thread is left to it, which ends when the resolver gives up.
std::shared_ptr<Lookup> startLookup(const TcpTarget &target)
{
    auto lookup = std::make_shared<Lookup>();
    lookup->host = target.host.toUtf8();
    lookup->port = QByteArray::number(target.port);
    lookup->hints.ai_family = target.family;
    lookup->hints.ai_socktype = SOCK_STREAM;
    lookup->hints.ai_flags = AI_NUMERICSERV;
    std::thread([lookup] {
        addrinfo *found = nullptr;
        const int result =
            getaddrinfo(lookup->host.constData(), lookup->port.constData(), &lookup->hints, &found);
        const int error = errno;
        {
            const std::scoped_lock lock(lookup->mutex);
            lookup->result = result;
            lookup->error = error;
            lookup->found.reset(result == 0 ? found : nullptr);
        }
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto written = write(lookup->done.get(), &one, sizeof one);
    }).detach();
    return lookup;
}

bool bindTo(int fd, const addrinfo &remote, const QString &address)
{
    addrinfo hints{};
    hints.ai_family = remote.ai_family;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_NUMERICHOST;
    addrinfo *found = nullptr;
    if (getaddrinfo(address.toLatin1().constData(), nullptr, &hints, &found) != 0) {
        errno = EADDRNOTAVAIL;
        return false;
    }
    const Addresses local(found, freeaddrinfo);
    return bind(fd, found->ai_addr, found->ai_addrlen) == 0;
}

void setOptions(int fd)
{
    const auto set = [fd](int level, int name, int value) {
        setsockopt(fd, level, name, &value, sizeof value);
    };
    set(IPPROTO_TCP, TCP_NODELAY, 1);
    set(SOL_SOCKET, SO_KEEPALIVE, 1); // the session's heartbeat is quicker; this ends a link that nobody uses
    set(IPPROTO_TCP, TCP_KEEPIDLE, 30);
    set(IPPROTO_TCP, TCP_KEEPINTVL, 10);
    set(IPPROTO_TCP, TCP_KEEPCNT, 3);
}

struct Attempt
{
    OwnedFd fd;
    int error = 0; // ETIMEDOUT and ECANCELED are those of our own waiting
};

Attempt tryAddress(const addrinfo &address, const TcpTarget &target, Clock::time_point deadline,
                   const Interruptor &interruptor)
{
    OwnedFd fd(socket(address.ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (fd.get() < 0 || (!target.bindAddress.isEmpty() && !bindTo(fd.get(), address, target.bindAddress)))
        return {{}, errno};
    setOptions(fd.get());
    if (connect(fd.get(), address.ai_addr, address.ai_addrlen) == 0)
        return {std::move(fd), 0};
    if (errno != EINPROGRESS)
        return {{}, errno};
    for (;;) {
        pollfd fds[] = {{fd.get(), POLLOUT, 0}, {interruptor.fd(), POLLIN, 0}};
        const int ready = poll(fds, 2, remainingMs(deadline));
        if (interruptor.interrupted())
            return {{}, ECANCELED};
        if (ready == 0)
            return {{}, ETIMEDOUT};
        if (fds[0].revents != 0)
            break;
    }
    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(fd.get(), SOL_SOCKET, SO_ERROR, &error, &size);
    if (error != 0)
        return {{}, error};
    return {std::move(fd), 0};
}

} // namespace

Result<OwnedFd> connectTcp(const TcpTarget &target, std::chrono::seconds limit,
                           const Interruptor &interruptor)
{
    const auto deadline = Clock::now() + limit;
    const auto lookup = startLookup(target);
    pollfd fds[] = {{lookup->done.get(), POLLIN, 0}, {interruptor.fd(), POLLIN, 0}};
    const int ready = poll(fds, 2, remainingMs(deadline));
    if (interruptor.interrupted())
        return interrupted();
    if (ready == 0)
        return timedOut(target, limit);
    const std::scoped_lock lock(lookup->mutex);
    if (lookup->result != 0)
        return cannotResolve(target, *lookup);
    int error = EADDRNOTAVAIL;
    int left = 0;
    for (const addrinfo *address = lookup->found.get(); address; address = address->ai_next)
        ++left;
    for (const addrinfo *address = lookup->found.get(); address; address = address->ai_next) {
        const auto share = (deadline - Clock::now()) / left--; // a silent one leaves time for the others
        Attempt attempt = tryAddress(*address, target, Clock::now() + share, interruptor);
        if (attempt.fd.get() >= 0)
            return std::move(attempt.fd);
        if (attempt.error == ECANCELED)
            return interrupted();
        error = attempt.error;
    }
    if (error == ETIMEDOUT)
        return timedOut(target, limit);
    return cannotConnect(target, error);
}

} // namespace radiosonde
