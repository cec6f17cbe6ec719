// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/interruptor.h"
#include "remote/transport/ssh/owned_fd.h"

#include <QtGlobal>

#include <chrono>
#include <mutex>
#include <thread>
#include <vector>

namespace radiosonde
{

// Ends whatever waits for a socket, wherever in a library that is (libssh writes to blocking sockets, even in
// a non-blocking session, and waits for agents): on interruption, or once the time given for a step is over,
// it shuts the sockets down, and every call on them ends at once. One thread uses it.
class SshGuard
{
public:
    enum class Cut : quint8 { None, Interrupted, TimedOut };

    explicit SshGuard(const Interruptor &interruptor);
    ~SshGuard();
    SshGuard(const SshGuard &) = delete;
    SshGuard &operator=(const SshGuard &) = delete;

    void protect(int fd); // a socket; it may be closed before the guard ends

    void allow(std::chrono::seconds time); // for what follows, from now on
    void pause();                          // time does not count: a person is being asked
    Cut cut() const;                       // once cut, always cut
    const Interruptor &interruptor() const { return m_interruptor; }

private:
    using Clock = std::chrono::steady_clock;

    void run();
    void wake();
    int remainingMs() const;
    void cutNow(Cut why);

    const Interruptor &m_interruptor;
    int m_wakeFd = -1;
    mutable std::mutex m_mutex;     // guards all below
    std::vector<OwnedFd> m_sockets; // duplicates
    Clock::time_point m_deadline = Clock::time_point::max();
    Cut m_cut = Cut::None;
    bool m_ended = false;
    std::thread m_thread; // last: it uses all of the above
};

} // namespace radiosonde
