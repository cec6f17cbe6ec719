// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace radiosonde
{

// Ends somebody's pause, again and again: what an Interruptor does once for all. Thread-safe.
class WakeUp
{
public:
    WakeUp();
    ~WakeUp();
    WakeUp(const WakeUp &) = delete;
    WakeUp &operator=(const WakeUp &) = delete;

    void ring() noexcept;
    int fd() const noexcept { return m_fd; } // readable (POLLIN) once rung
    bool take() noexcept;                    // true, once, when it was rung

private:
    int m_fd = -1;
};

} // namespace radiosonde
