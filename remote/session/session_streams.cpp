// SPDX-License-Identifier: GPL-3.0-or-later
// A session's streams: adding, flushing and removing them.
#include "remote/session/session_impl.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <algorithm>
#include <cerrno>

#include <linux/bpf.h>

namespace radiosonde
{

namespace
{

Q_LOGGING_CATEGORY(sessionLog, "radiosonde.session")

constexpr quint64 largestSnapshot = 256u << 20; // bytes of one map at one moment

template<class T> QByteArray bytesOf(const T &value)
{
    return {reinterpret_cast<const char *>(&value), qsizetype(sizeof value)};
}

quint32 dumpFlags(quint32 mapType)
{
    switch (mapType) {
    case BPF_MAP_TYPE_ARRAY:
    case BPF_MAP_TYPE_PERCPU_ARRAY:
        return WIRE_DUMP_BATCH | WIRE_DUMP_ARRAY;
    case BPF_MAP_TYPE_HASH:
    case BPF_MAP_TYPE_LRU_HASH:
    case BPF_MAP_TYPE_PERCPU_HASH:
    case BPF_MAP_TYPE_LRU_PERCPU_HASH:
    case BPF_MAP_TYPE_LPM_TRIE:
        return WIRE_DUMP_BATCH;
    default:
        return 0;
    }
}

wire_dump makeDump(const Session::Dump &dump, quint32 cpus, bool changes)
{
    const quint32 valueSize = dump.perCpu ? ((dump.valueSize + 7) & ~7u) * cpus : dump.valueSize;
    const quint64 entrySize = std::max<quint64>(quint64(dump.keySize) + valueSize, 1);
    return {.fd = dump.fd,
            .key_size = dump.keySize,
            .value_size = valueSize,
            .maximum = quint32(std::min<quint64>(dump.maxEntries, largestSnapshot / entrySize)),
            .interval_ms = std::max(dump.intervalMs, 1u),
            .first_ms = dump.firstMs,
            .flags = dumpFlags(dump.mapType) | (changes ? quint32(WIRE_DUMP_CHANGES) : 0u),
            .reserved = 0};
}

std::unexpected<Error> noSuchStream(quint16 stream)
{
    return fail(ErrorKind::Internal,
                QCoreApplication::translate("Session", "Stream %1 is not open").arg(stream));
}

} // namespace

Result<> Session::Impl::addStream(StreamTable::Entry entry, quint8 type, QByteArray payload,
                                  const Interruptor &interruptor)
{
    const quint16 stream = entry.stream;
    const quint16 wire = streams.add(std::move(entry));
    if (wire == 0)
        return fail(
            ErrorKind::Internal,
            QCoreApplication::translate("Session", "Stream %1 is open already, or too many are").arg(stream));
    // The answer may come when nobody waits for it any more: then the stream is taken back.
    const auto answered = [this, wire](const Outcome &outcome) {
        if (!outcome || outcome->result < 0)
            streams.erase(wire);
        else if (streams.isDetached(wire))
            requestRemoval(wire, {});
    };
    const Result<Reply> reply =
        call({.type = type, .stream = wire, .payload = std::move(payload), .done = answered}, interruptor);
    if (!reply) {
        streams.detachWire(wire);
        return std::unexpected(reply.error());
    }
    if (reply->result < 0)
        return refused(QCoreApplication::translate("Session", "The target can't read stream %1").arg(stream),
                       reply->result);
    return {};
}

void Session::Impl::requestRemoval(quint16 wire, OutcomeHandler done)
{
    connection.submit({.type = WIRE_STREAM_DEL,
                       .stream = wire,
                       .done = [this, wire, done = std::move(done)](Outcome outcome) {
                           streams.erase(wire);
                           if (done)
                               done(std::move(outcome));
                       }});
}

void Session::Impl::rememberDump(quint16 stream, const wire_dump &request)
{
    const std::scoped_lock lock(m_mutex);
    m_dumps[stream] = request;
}

std::optional<wire_dump> Session::Impl::rememberedDump(quint16 stream)
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_dumps.find(stream);
    return found == m_dumps.end() ? std::nullopt : std::optional(found->second);
}

// The buffers of one stream at once. The consumer may be the very thread that waits here, so what they can
// hold may come whatever was consumed.
Result<> Session::Impl::flushBuffers(const QList<StreamTable::Found> &buffers, const Interruptor &interruptor)
{
    quint64 most = 0;
    for (const StreamTable::Found &buffer : buffers)
        most += buffer.entry.size + buffer.entry.size / 1024 + WIRE_DATA_MAX; // with the frames' own bytes
    loop.post([this, most] { connection.advance(most); });
    for (const StreamTable::Found &buffer : buffers) {
        const Result<Reply> reply = call({.type = WIRE_STREAM_FLUSH, .stream = buffer.wire}, interruptor);
        if (!reply)
            return std::unexpected(reply.error());
        if (reply->result == -EBUSY)
            qCWarning(sessionLog, "A program left a record of stream %d unfinished",
                      int(buffer.entry.stream));
        else if (reply->result < 0)
            return refused(QCoreApplication::translate("Session", "The target can't flush stream %1")
                               .arg(buffer.entry.stream),
                           reply->result);
    }
    return {};
}

// The repeated dump ends with one snapshot more. Where entries have vanished before that, it tells nothing:
// then all of the map has to come.
Result<> Session::Impl::endDump(const StreamTable::Found &dump, const wire_dump &request,
                                const Interruptor &interruptor)
{
    if (request.flags & WIRE_DUMP_CHANGES) {
        wire_dump last = request;
        last.interval_ms = 0;
        const Result<Reply> reply =
            call({.type = WIRE_DUMP, .stream = dump.wire, .payload = bytesOf(last)}, interruptor);
        if (!reply)
            return std::unexpected(reply.error());
        if (streams.hasEnded(dump.wire))
            return {};
    }
    return lastSnapshot(dump, request, interruptor);
}

// The repeated dump ends first, so that none of its snapshots follows the last one.
Result<> Session::Impl::lastSnapshot(const StreamTable::Found &dump, const wire_dump &request,
                                     const Interruptor &interruptor)
{
    const Result<Reply> ended = call({.type = WIRE_STREAM_DEL, .stream = dump.wire}, interruptor);
    if (!ended)
        return std::unexpected(ended.error());
    const QList<StreamTable::Found> now = streams.find(dump.entry.stream); // with the number it has come to
    if (now.isEmpty())
        return noSuchStream(dump.entry.stream);
    StreamTable::Entry entry = now.first().entry;
    entry.final = true;
    entry.dump = {};
    entry.snapshots = SnapshotAssembler(request.key_size, request.value_size, request.maximum);
    const quint16 wire = streams.add(std::move(entry));
    if (wire == 0)
        return noSuchStream(dump.entry.stream);
    wire_dump once = request;
    once.interval_ms = 0;
    once.flags &= ~quint32(WIRE_DUMP_CHANGES);
    const Result<Reply> reply = call({.type = WIRE_DUMP,
                                      .stream = wire,
                                      .payload = bytesOf(once),
                                      .done = [this, wire](const Outcome &) { streams.erase(wire); }},
                                     interruptor);
    if (!reply)
        return std::unexpected(reply.error());
    if (reply->result < 0)
        return refused(QCoreApplication::translate("Session", "The target can't read the map of stream %1")
                           .arg(dump.entry.stream),
                       reply->result);
    return {};
}

Result<> Session::addRing(quint16 stream, int fd, quint32 size, ChunkSink &sink,
                          const Interruptor &interruptor)
{
    return m->addStream({.stream = stream, .kind = ChunkKind::Ring, .size = size, .sink = &sink},
                        WIRE_RING_ADD, bytesOf(wire_stream_add{fd, size}), interruptor);
}

Result<> Session::addPerf(quint16 stream, quint16 cpu, int fd, quint32 size, ChunkSink &sink,
                          const Interruptor &interruptor)
{
    return m->addStream({.stream = stream, .kind = ChunkKind::Perf, .cpu = cpu, .size = size, .sink = &sink},
                        WIRE_PERF_ADD, bytesOf(wire_stream_add{fd, size}), interruptor);
}

Result<> Session::addDump(quint16 stream, const Dump &dump, ChunkSink &sink, const Interruptor &interruptor)
{
    const wire_dump request = makeDump(dump, m->target.cpus, m->slow);
    m->rememberDump(stream, request);
    return m->addStream(
        {.stream = stream,
         .kind = ChunkKind::Snapshot,
         .sink = &sink,
         .snapshots = SnapshotAssembler(request.key_size, request.value_size, request.maximum, m->slow),
         .dump = request},
        WIRE_DUMP, bytesOf(request), interruptor);
}

Result<> Session::flush(quint16 stream, const Interruptor &interruptor)
{
    const QList<StreamTable::Found> found = m->streams.find(stream);
    if (found.isEmpty())
        return alive() ? Result<>(noSuchStream(stream)) : std::unexpected(*m->connection.error());
    const std::optional<wire_dump> dump = m->rememberedDump(stream);
    if (found.first().entry.kind == ChunkKind::Snapshot && dump)
        return m->endDump(found.first(), *dump, interruptor);
    return m->flushBuffers(found, interruptor);
}

Result<> Session::removeStream(quint16 stream, const Interruptor &interruptor)
{
    const QList<quint16> wires = m->streams.detach(stream);
    if (wires.isEmpty())
        return noSuchStream(stream);
    Result<> result;
    for (const quint16 wire : wires) {
        // What the stub does not know any more (the last snapshot ended its dump) is gone as well.
        const Result<Reply> reply =
            m->call({.type = WIRE_STREAM_DEL,
                     .stream = wire,
                     .done = [impl = m.get(), wire](const Outcome &) { impl->streams.erase(wire); }},
                    interruptor);
        if (!reply && result)
            result = std::unexpected(reply.error());
    }
    return result;
}

} // namespace radiosonde
