// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/unit/stub/bpf_calls.h"

namespace radiosonde
{

// fds of the fixture on the target.
constexpr int countersFd = 64, bufferFd = 65, programFd = 66, linkFd = 67, firstPerfFd = 100;

// A program on getppid(2) of this process with its ring or perf buffer, and what came of it.
class BufferFixture
{
public:
    explicit BufferFixture(StubProcess &stub) : m_stub(stub), m_calls(stub) {}

    // Each attaches and starts draining as stream 1, or 1 + CPU. False when a step fails.
    bool startRing(quint32 size, int recordSize);
    bool startPerf(quint32 size, int recordSize);

    // Detaches, flushes and reads the counters.
    bool stop();

    quint64 attempts() const { return m_attempts; }
    quint64 failures() const { return m_failures; }

    // Numbers of the attempts that arrived in stream 1, in their order. -1 in it: the buffer was malformed.
    QList<qint64> ringRecords() const;
    // The same of the perf buffers, in order of CPUs, and what the kernel said was lost.
    QList<qint64> perfRecords(quint64 *lost = nullptr) const;

    BpfCalls &calls() { return m_calls; }

private:
    bool attach(const QList<bpf_insn> &program);

    StubProcess &m_stub;
    BpfCalls m_calls;
    QList<quint16> m_streams;
    quint64 m_attempts = 0, m_failures = 0;
};

// getppid(2), N times, by this thread.
void callGetppid(qint64 times);

} // namespace radiosonde
