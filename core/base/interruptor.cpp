// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/interruptor.h"

#include <cstdint>
#include <cstdlib>

#include <sys/eventfd.h>
#include <unistd.h>

namespace radiosonde
{

Interruptor::Interruptor() : m_fd(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    if (m_fd < 0) // out of descriptors: nothing that waits could be stopped any more
        std::abort();
}

Interruptor::~Interruptor()
{
    close(m_fd);
}

void Interruptor::interrupt() noexcept
{
    m_interrupted.store(true, std::memory_order_release);
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = write(m_fd, &one, sizeof one); // fails only when readable already
}

} // namespace radiosonde
