// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/session/mapping_events.h"

#include "remote/wire/wire.h"

#include <algorithm>
#include <cerrno>
#include <ctime>

#include <linux/perf_event.h>

namespace radiosonde
{

namespace
{

constexpr quint32 bytesPerCpu = 128 << 10; // 1,000 mappings; below what an ordinary user may lock
constexpr int mostCpus = 1024;
// From the highest number down: the load worker counts up from the lowest one.
constexpr int highestFd = WIRE_FD_LIMIT - 1;

template<class T> QByteArray bytesOf(const T &value)
{
    return {reinterpret_cast<const char *>(&value), sizeof value};
}

perf_event_attr attributes()
{
    perf_event_attr attr{};
    attr.size = PERF_ATTR_SIZE_VER5;
    attr.type = PERF_TYPE_SOFTWARE;
    attr.config = PERF_COUNT_SW_DUMMY;
    attr.sample_type = PERF_SAMPLE_TID | PERF_SAMPLE_TIME;
    attr.sample_id_all = 1;
    attr.mmap = attr.mmap2 = 1;
    attr.comm = attr.comm_exec = 1;
    attr.task = 1;
    attr.use_clockid = 1;
    attr.clockid = CLOCK_MONOTONIC;
    attr.watermark = 1;
    attr.wakeup_watermark = bytesPerCpu / 4; // whoever needs the newest flushes
    return attr;
}

QByteArray openingCall(const perf_event_attr &attr, int cpu, int fd)
{
    wire_call call{};
    call.nr = WIRE_NR_PERF_EVENT_OPEN;
    call.want_fd = fd;
    call.pointer_mask = 1;
    call.image_length = call.sent_length = sizeof attr;
    call.arg[1] = quint64(-1); // every process
    call.arg[2] = quint64(cpu);
    call.arg[3] = quint64(-1); // no group
    call.arg[4] = PERF_FLAG_FD_CLOEXEC;
    return bytesOf(call) + bytesOf(attr);
}

QByteArray closingCall(int fd)
{
    wire_call call{};
    call.nr = WIRE_NR_CLOSE;
    call.want_fd = -1;
    call.arg[0] = quint64(fd);
    return bytesOf(call);
}

// Gives credit back at once: what comes is put away, not worked on.
class Forwarding : public ChunkSink
{
public:
    Forwarding(Session &session, ChunkSink &sink) : m_session(session), m_sink(sink) {}
    void take(const Chunk &chunk) override
    {
        m_sink.take(chunk);
        m_session.consumed(quint64(chunk.bytes.size()));
    }

private:
    Session &m_session;
    ChunkSink &m_sink;
};

} // namespace

class MappingEvents::Impl
{
public:
    Impl(Session &given, quint16 number, ChunkSink &target)
        : session(given), stream(number), sink(given, target)
    {
    }

    bool openAll(const Interruptor &interruptor);
    qint64 open(perf_event_attr &attr, int cpu, int fd, const Interruptor &interruptor);
    void close(const Interruptor &interruptor);

    Session &session;
    const quint16 stream;
    Forwarding sink;
    QList<int> fds;
};

// Older kernels know fewer of the bits: build-ids came with 5.12, names of BPF programs with 5.1.
qint64 MappingEvents::Impl::open(perf_event_attr &attr, int cpu, int fd, const Interruptor &interruptor)
{
    for (;;) {
        const Result<Reply> reply = session.call(WIRE_CALL, 0, openingCall(attr, cpu, fd), interruptor);
        if (!reply)
            return -EPIPE;
        if (reply->result != -EINVAL || (!attr.build_id && !attr.ksymbol))
            return reply->result;
        if (attr.build_id)
            attr.build_id = 0;
        else
            attr.ksymbol = 0;
    }
}

bool MappingEvents::Impl::openAll(const Interruptor &interruptor)
{
    perf_event_attr attr = attributes();
    attr.build_id = 1;
    attr.ksymbol = 1;
    const int cpus = std::min(int(session.target().cpus), mostCpus);
    for (int cpu = 0; cpu < cpus; ++cpu) {
        const int fd = highestFd - cpu;
        const qint64 opened = open(attr, cpu, fd, interruptor);
        if (opened == -ENODEV)
            continue; // off line
        if (opened < 0)
            return false;
        fds.append(fd);
        if (!session.addPerf(stream, quint16(cpu), fd, bytesPerCpu, sink, interruptor))
            return false;
    }
    return !fds.isEmpty();
}

void MappingEvents::Impl::close(const Interruptor &interruptor)
{
    if (fds.isEmpty() || !session.alive())
        return;
    [[maybe_unused]] const Result<> removed =
        session.removeStream(stream, interruptor); // else with the session
    for (const int fd : std::exchange(fds, {}))
        session.request(WIRE_CALL, WIRE_QUIET, 0, closingCall(fd), [](const Reply &) {});
}

MappingEvents::MappingEvents(std::unique_ptr<Impl> impl) : m(std::move(impl)) {}

MappingEvents::~MappingEvents()
{
    close(Interruptor());
}

std::unique_ptr<MappingEvents> MappingEvents::open(Session &session, quint16 stream, ChunkSink &sink,
                                                   const Interruptor &interruptor)
{
    auto events =
        std::unique_ptr<MappingEvents>(new MappingEvents(std::make_unique<Impl>(session, stream, sink)));
    return events->m->openAll(interruptor) ? std::move(events) : nullptr;
}

Result<> MappingEvents::flush(const Interruptor &interruptor)
{
    return m->session.flush(m->stream, interruptor);
}

void MappingEvents::close(const Interruptor &interruptor)
{
    m->close(interruptor);
}

} // namespace radiosonde
