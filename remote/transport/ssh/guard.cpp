// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/ssh/guard.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace radiosonde
{

SshGuard::SshGuard(const Interruptor &interruptor)
    : m_interruptor(interruptor), m_wakeFd(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    if (m_wakeFd < 0) // out of descriptors: what blocks could never be ended
        std::abort();
    m_thread = std::thread([this] { run(); });
}

SshGuard::~SshGuard()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_ended = true;
    }
    wake();
    m_thread.join();
    close(m_wakeFd);
}

void SshGuard::protect(int fd)
{
    const std::scoped_lock lock(m_mutex);
    m_sockets.emplace_back(fcntl(fd, F_DUPFD_CLOEXEC, 0));
    if (m_cut != Cut::None)
        shutdown(fd, SHUT_RDWR);
}

void SshGuard::allow(std::chrono::seconds time)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_deadline = Clock::now() + time;
    }
    wake();
}

void SshGuard::pause()
{
    const std::scoped_lock lock(m_mutex);
    m_deadline = Clock::time_point::max();
}

SshGuard::Cut SshGuard::cut() const
{
    const std::scoped_lock lock(m_mutex);
    // The thread may not have got round to it yet.
    return m_cut == Cut::None && m_interruptor.interrupted() ? Cut::Interrupted : m_cut;
}

void SshGuard::wake()
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = write(m_wakeFd, &one, sizeof one);
}

int SshGuard::remainingMs() const
{
    if (m_cut != Cut::None || m_deadline == Clock::time_point::max())
        return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(m_deadline - Clock::now()).count();
    return int(std::clamp<long long>(left, 0, 1 << 30));
}

void SshGuard::cutNow(Cut why)
{
    m_cut = why;
    for (const OwnedFd &socket : m_sockets)
        shutdown(socket.get(), SHUT_RDWR);
}

void SshGuard::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_ended) {
        const int wait = remainingMs();
        const bool watching = m_cut == Cut::None;
        lock.unlock();
        pollfd fds[] = {{m_wakeFd, POLLIN, 0}, {m_interruptor.fd(), POLLIN, 0}};
        poll(fds, watching ? 2 : 1, wait);
        std::uint64_t count = 0;
        [[maybe_unused]] const auto got = read(m_wakeFd, &count, sizeof count);
        lock.lock();
        if (m_cut != Cut::None)
            continue;
        if (m_interruptor.interrupted())
            cutNow(Cut::Interrupted);
        else if (Clock::now() >= m_deadline)
            cutNow(Cut::TimedOut);
    }
}

} // namespace radiosonde
