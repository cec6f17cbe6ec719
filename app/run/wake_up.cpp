// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/wake_up.h"

#include <cstdint>
#include <cstdlib>

#include <sys/eventfd.h>
#include <unistd.h>

namespace radiosonde
{

WakeUp::WakeUp() : m_fd(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    if (m_fd < 0) // out of descriptors: the pause could not end
        std::abort();
}

WakeUp::~WakeUp()
{
    close(m_fd);
}

void WakeUp::ring() noexcept
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = write(m_fd, &one, sizeof one); // fails only when readable already
}

bool WakeUp::take() noexcept
{
    std::uint64_t count = 0;
    return read(m_fd, &count, sizeof count) == sizeof count;
}

} // namespace radiosonde
