// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/stub/buffer_fixture.h"

#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace radiosonde
{

namespace
{

template<class T> T load(const QByteArray &bytes, qsizetype at)
{
    T value;
    std::memcpy(&value, bytes.constData() + at, sizeof value);
    return value;
}

QByteArray number(quint32 value)
{
    return {reinterpret_cast<const char *>(&value), sizeof value};
}

} // namespace

void callGetppid(qint64 times)
{
    while (times-- > 0)
        syscall(SYS_getppid);
}

bool BufferFixture::attach(const QList<bpf_insn> &program)
{
    return m_calls.loadProgram(programFd, BPF_PROG_TYPE_RAW_TRACEPOINT, program) == programFd &&
           m_calls.attachRawTracepoint(linkFd, programFd, "sys_enter") == linkFd;
}

bool BufferFixture::startRing(quint32 size, int recordSize)
{
    m_streams = {1};
    return m_calls.createMap(countersFd, BPF_MAP_TYPE_ARRAY, 4, 16, 1) == countersFd &&
           m_calls.createMap(bufferFd, BPF_MAP_TYPE_RINGBUF, 0, 0, size) == bufferFd &&
           m_stub.addStream(WIRE_RING_ADD, 1, bufferFd, size) == 0 &&
           attach(ringProgram(countersFd, bufferFd, recordSize));
}

bool BufferFixture::startPerf(quint32 size, int recordSize)
{
    const int cpus = int(m_stub.hello().cpus);
    if (m_calls.createMap(countersFd, BPF_MAP_TYPE_ARRAY, 4, 16, 1) != countersFd ||
        m_calls.createMap(bufferFd, BPF_MAP_TYPE_PERF_EVENT_ARRAY, 4, 4, quint32(cpus)) != bufferFd)
        return false;
    for (int cpu = 0; cpu < cpus; ++cpu) {
        const int fd = firstPerfFd + cpu;
        const quint16 stream = quint16(1 + cpu);
        m_streams += stream;
        if (m_calls.openPerfOutput(fd, cpu, size / 2) != fd ||
            m_calls.update(bufferFd, number(quint32(cpu)), number(quint32(fd))) != 0 ||
            m_stub.addStream(WIRE_PERF_ADD, stream, fd, size) != 0)
            return false;
    }
    return attach(perfProgram(countersFd, bufferFd, recordSize));
}

bool BufferFixture::stop()
{
    bool done = m_calls.closeFd(linkFd) == 0;
    for (const quint16 stream : std::as_const(m_streams))
        done = done && m_stub.flush(stream, 20000) == 0;
    const Answer counters = m_calls.lookup(countersFd, number(0), 16);
    if (counters.bytes.size() != 16)
        return false;
    m_attempts = load<quint64>(counters.bytes, 0);
    m_failures = load<quint64>(counters.bytes, 8);
    return done;
}

QList<qint64> BufferFixture::ringRecords() const
{
    const QByteArray bytes = m_stub.streams().value(1).bytes;
    QList<qint64> records;
    for (qsizetype at = 0; at < bytes.size();) {
        const quint32 length = load<quint32>(bytes, at);
        if (length < 8 || length > bytes.size() - at - 8)
            return records << -1;
        records += qint64(load<quint64>(bytes, at + 8));
        at += (length + 8 + 7) & ~7u;
    }
    return records;
}

QList<qint64> BufferFixture::perfRecords(quint64 *lost) const
{
    QList<qint64> records;
    for (const quint16 stream : m_streams) {
        const QByteArray bytes = m_stub.streams().value(stream).bytes;
        for (qsizetype at = 0; at < bytes.size();) {
            const auto header = load<perf_event_header>(bytes, at);
            if (header.size < 8 || header.size > bytes.size() - at)
                return records << -1;
            if (header.type == PERF_RECORD_SAMPLE)
                records += qint64(load<quint64>(bytes, at + 12)); // u32 size, then the data
            else if (header.type == PERF_RECORD_LOST && lost)
                *lost += load<quint64>(bytes, at + 16);
            at += header.size;
        }
    }
    return records;
}

} // namespace radiosonde
