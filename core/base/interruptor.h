// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>

namespace radiosonde
{

// Unblocks whatever a thread waits for. Every blocking call of the project takes one and polls `fd()` beside
// its own descriptor; once interrupted it stays so. interrupt() may be called from any thread and from a
// signal handler.
class Interruptor
{
public:
    Interruptor();
    ~Interruptor();
    Interruptor(const Interruptor &) = delete;
    Interruptor &operator=(const Interruptor &) = delete;

    void interrupt() noexcept;
    bool interrupted() const noexcept { return m_interrupted.load(std::memory_order_acquire); }

    // Readable (POLLIN) once interrupted. Never read from it.
    int fd() const noexcept { return m_fd; }

private:
    std::atomic<bool> m_interrupted = false;
    int m_fd = -1;
};

} // namespace radiosonde
