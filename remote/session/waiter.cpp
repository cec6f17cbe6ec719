// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/session/waiter.h"

#include <cstdint>
#include <cstdlib>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace radiosonde
{

std::shared_ptr<Waiter> Waiter::create()
{
    const int fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (fd < 0) // out of descriptors: the wait could not end
        std::abort();
    return std::shared_ptr<Waiter>(new Waiter(fd));
}

Waiter::~Waiter()
{
    close(m_fd);
}

void Waiter::wake()
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = write(m_fd, &one, sizeof one); // fails only when readable already
}

bool Waiter::wait(const Interruptor &interruptor)
{
    for (;;) {
        pollfd fds[] = {{m_fd, POLLIN, 0}, {interruptor.fd(), POLLIN, 0}};
        poll(fds, 2, -1);
        if (fds[0].revents != 0)
            return true;
        if (interruptor.interrupted())
            return false;
    }
}

bool Waiter::waitFor(std::chrono::milliseconds limit)
{
    const auto end = std::chrono::steady_clock::now() + limit;
    for (;;) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        pollfd fd{m_fd, POLLIN, 0};
        if (poll(&fd, 1, int(std::max<std::int64_t>(left.count(), 0))) > 0)
            return true;
        if (left.count() <= 0)
            return false;
    }
}

} // namespace radiosonde
