// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/support/cutting_proxy.h"

#include <algorithm>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace radiosonde::e2e
{

namespace
{

constexpr int lookMs = 5; // for cut() and the end
constexpr qint64 pieceSize = 64 << 10;

sockaddr_in loopback(quint16 port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

} // namespace

CuttingProxy::CuttingProxy(quint16 to, qint64 bytes)
    : m_listener(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)), m_to(to), m_limit(bytes)
{
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    auto *generic = reinterpret_cast<sockaddr *>(&address);
    if (bind(m_listener, generic, size) != 0 || listen(m_listener, 16) != 0 ||
        getsockname(m_listener, generic, &size) != 0)
        qFatal("no port");
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { run(); });
}

CuttingProxy::~CuttingProxy()
{
    m_ends = true;
    m_thread.join();
}

void CuttingProxy::endAll()
{
    for (const Pair &pair : m_pairs) {
        close(pair.near);
        close(pair.far);
    }
    m_pairs.clear();
    if (m_listener >= 0)
        close(m_listener);
    m_listener = -1;
}

void CuttingProxy::accept()
{
    const int near = accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
    const int far = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(m_to);
    const int one = 1;
    setsockopt(near, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    setsockopt(far, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (near >= 0 && connect(far, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0) {
        m_pairs.push_back({near, far});
        return;
    }
    close(near);
    close(far);
}

bool CuttingProxy::pass(int from, int to, bool isBack)
{
    char bytes[pieceSize];
    qint64 room = pieceSize;
    if (isBack && m_limit >= 0)
        room = std::clamp<qint64>(m_limit - m_passed, 0, room);
    if (room == 0)
        return false;
    const ssize_t got = recv(from, bytes, size_t(room), 0);
    if (got <= 0)
        return false;
    if (isBack)
        m_passed += got;
    for (ssize_t sent = 0, now = 0; sent < got; sent += now) {
        now = send(to, bytes + sent, size_t(got - sent), MSG_NOSIGNAL);
        if (now <= 0)
            return false;
    }
    return true;
}

void CuttingProxy::run()
{
    while (!m_ends) {
        if (m_limit >= 0 && m_passed >= m_limit)
            endAll();
        std::vector<pollfd> fds{{m_listener, POLLIN, 0}};
        for (const Pair &pair : m_pairs) {
            fds.push_back({pair.near, POLLIN, 0});
            fds.push_back({pair.far, POLLIN, 0});
        }
        poll(fds.data(), nfds_t(fds.size()), lookMs);
        std::vector<Pair> alive;
        for (size_t i = 0; i < m_pairs.size(); ++i) {
            const Pair pair = m_pairs[i];
            const bool goesOn = (fds[2 * i + 1].revents == 0 || pass(pair.near, pair.far, false)) &&
                                (fds[2 * i + 2].revents == 0 || pass(pair.far, pair.near, true));
            if (goesOn) {
                alive.push_back(pair);
                continue;
            }
            close(pair.near);
            close(pair.far);
        }
        m_pairs = std::move(alive);
        if (fds[0].revents != 0)
            accept();
    }
    endAll();
}

} // namespace radiosonde::e2e
