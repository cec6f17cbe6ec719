// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/iterator_reader.h"

#include "remote/transport/poll_loop.h"
#include "remote/wire/wire.h"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <linux/bpf.h>

namespace radiosonde
{

namespace
{

constexpr quint32 pieceBytes = 4096; // travels whole, however little the kernel puts in
constexpr qint64 mostOfReading = 16 << 20, longestLine = 64 << 10;
constexpr int mostRetries = 1000; // the kernel answers EAGAIN when many objects in a row print nothing

template<class T> QByteArray bytesOf(const T &value)
{
    return {reinterpret_cast<const char *>(&value), sizeof value};
}

QByteArray iteratorCreation(int link, int number)
{
    const quint32 attr[2] = {quint32(link), 0};
    wire_call call{};
    call.nr = WIRE_NR_BPF;
    call.want_fd = number;
    call.pointer_mask = 1 << 1;
    call.image_length = call.sent_length = sizeof attr;
    call.arg[0] = BPF_ITER_CREATE;
    call.arg[2] = sizeof attr;
    return bytesOf(call) + bytesOf(attr);
}

QByteArray reading(int number)
{
    wire_call call{};
    call.nr = WIRE_NR_READ;
    call.want_fd = -1;
    call.pointer_mask = 1 << 1;
    call.image_length = pieceBytes;
    call.outs = 1;
    call.arg[0] = quint64(number);
    call.arg[2] = pieceBytes;
    return bytesOf(call) + bytesOf(wire_range{0, pieceBytes});
}

QByteArray closing(int number)
{
    wire_call call{};
    call.nr = WIRE_NR_CLOSE;
    call.want_fd = -1;
    call.arg[0] = quint64(number);
    return bytesOf(call);
}

qint64 wallClock()
{
    return std::chrono::nanoseconds(std::chrono::system_clock::now().time_since_epoch()).count();
}

} // namespace

IteratorReader::IteratorReader(Session &session, const Loader::Iterator &iterator, quint16 stream,
                               qint64 intervalNs, ChunkSink &sink)
    : m_session(session), m_iterator(iterator), m_stream(stream), m_intervalNs(intervalNs), m_sink(sink)
{
}

void IteratorReader::start()
{
    m_session.loop().post([self = shared_from_this()] { self->begin(); });
}

void IteratorReader::stop()
{
    const std::scoped_lock lock(m_mutex);
    m_stopped = true;
}

bool IteratorReader::stopped()
{
    const std::scoped_lock lock(m_mutex);
    return m_stopped;
}

void IteratorReader::begin()
{
    if (stopped())
        return;
    m_session.loop().callAt(PollLoop::Clock::now() + std::chrono::nanoseconds(m_intervalNs),
                            [self = shared_from_this()] { self->begin(); });
    if (m_reading)
        return;
    m_reading = true;
    m_taken = 0;
    m_retries = 0;
    m_session.request(WIRE_CALL, 0, 0, iteratorCreation(m_iterator.link, m_iterator.reading),
                      [](const Reply &) {}); // where it fails, so does the read behind it
    read();
}

void IteratorReader::read()
{
    m_session.request(WIRE_CALL, 0, 0, reading(m_iterator.reading),
                      [self = shared_from_this()](const Reply &reply) { self->take(reply); });
}

void IteratorReader::take(const Reply &reply)
{
    if (reply.result == -EAGAIN && ++m_retries < mostRetries && !stopped())
        return read();
    const qint64 size = std::min<qint64>(reply.result, reply.bytes.size());
    if (size <= 0 || stopped())
        return endReading();
    m_taken += size;
    m_line += reply.bytes.first(size);
    const qsizetype lines = m_line.lastIndexOf('\n') + 1;
    const qsizetype whole = lines == 0 && m_line.size() > longestLine ? m_line.size() : lines;
    deliver(m_line.first(whole));
    m_line.remove(0, whole);
    if (m_taken < mostOfReading)
        read();
    else
        endReading();
}

void IteratorReader::endReading()
{
    deliver(std::exchange(m_line, {}));
    ++m_number;
    m_reading = false;
    m_session.request(WIRE_CALL, WIRE_QUIET, 0, closing(m_iterator.reading), [](const Reply &) {});
}

void IteratorReader::deliver(QByteArray text)
{
    if (text.isEmpty())
        return;
    Chunk chunk;
    chunk.stream = m_stream;
    chunk.kind = ChunkKind::Text;
    chunk.position = m_number;
    chunk.targetTime = wallClock() - m_session.wallOffset();
    chunk.bytes = std::move(text);
    const std::scoped_lock lock(m_mutex);
    if (!m_stopped)
        m_sink.take(chunk);
}

} // namespace radiosonde
