// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/interruptor.h"

#include <QtGlobal>

namespace radiosonde
{

class Session;

// A ring buffer and a program that fills it, made by the test itself on this kernel: the events come from a
// thread of the test while a stub drains the very same ring. Each event is 56 bytes, 64 with its header.
class RingProgram
{
public:
    explicit RingProgram(quint32 ringBytes);
    ~RingProgram();

    bool isValid() const { return m_program >= 0; }

    // Makes `count` events. Blocks meanwhile. False when the kernel refused.
    bool emit(quint32 count) const;

    // How many of them did not fit into the ring, so far.
    quint64 lost() const;

    // Opens the ring in the stub of `session` as descriptor `fd` there; it must have kept CAP_SYS_ADMIN.
    Result<> shareWith(Session &session, int fd, const Interruptor &interruptor) const;
    Result<> shareCounterWith(Session &session, int fd, const Interruptor &interruptor) const;

    static constexpr quint32 eventBytes = 64;

private:
    int m_ring = -1;
    int m_counter = -1; // array of one u64: events lost
    int m_program = -1;
};

} // namespace radiosonde
