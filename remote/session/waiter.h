// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/interruptor.h"

#include <chrono>
#include <functional>
#include <memory>

namespace radiosonde
{

// A thread that waits for something another thread does. Both ends share it, so that either may go away
// first.
class Waiter
{
public:
    static std::shared_ptr<Waiter> create();
    ~Waiter();

    void wake(); // any thread

    // Until wake(): true. False once interrupted, where that comes first.
    bool wait(const Interruptor &interruptor);
    bool waitFor(std::chrono::milliseconds limit); // false when the time is over

private:
    explicit Waiter(int fd) : m_fd(fd) {}
    int m_fd = -1;
};

} // namespace radiosonde
