// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
#include "remote/wire/frames.h"

#include <QCoreApplication>

#include <bit>
#include <cstring>

namespace radiosonde
{

static_assert(std::endian::native == std::endian::little,
              "the wire is little endian, and so is every host so far");
static_assert(sizeof(wire_frame) == 16 && sizeof(wire_hello) == 512 && sizeof(wire_hello_ack) == 40 &&
              sizeof(wire_call) == 72 && sizeof(wire_dump) == 32 && sizeof(wire_snapshot) == 32 &&
              sizeof(wire_stats) == 48 && sizeof(wire_stream_stats) == 24 && sizeof(wire_pong) == 24);

namespace
{

constexpr quint32 mostCpus = 8192;
constexpr quint32 largestPage = 1 << 20;

std::unexpected<Error> malformed(const char *frame, qsizetype length)
{
    return fail(ErrorKind::Lost,
                QCoreApplication::translate("Frames", "The target sent a malformed %1 frame of %2 bytes")
                    .arg(QString::fromLatin1(frame))
                    .arg(length));
}

template<class T> T load(QByteArrayView bytes)
{
    T value;
    std::memcpy(&value, bytes.data(), sizeof value);
    return value;
}

template<qsizetype N> QByteArray textOf(const char (&field)[N])
{
    return {field, qsizetype(qstrnlen(field, N))};
}

} // namespace

Result<Hello> parseHello(QByteArrayView payload)
{
    constexpr qsizetype stable = 2 * sizeof(quint32); // magic and version stand there in every version
    if (payload.size() < stable || load<quint32>(payload) != WIRE_MAGIC)
        return malformed("HELLO", payload.size());
    const auto version = load<quint32>(payload.sliced(sizeof(quint32)));
    if (version != WIRE_VERSION)
        return fail(ErrorKind::Refused, QCoreApplication::translate(
                                            "Frames", "The stub speaks version %1 of the protocol, not %2")
                                            .arg(version)
                                            .arg(WIRE_VERSION));
    if (payload.size() != qsizetype(sizeof(wire_hello)))
        return malformed("HELLO", payload.size());
    const auto raw = load<wire_hello>(payload);
    if ((raw.pointer_size != 4 && raw.pointer_size != 8) || !std::has_single_bit(raw.page_size) ||
        raw.page_size > largestPage || raw.cpus == 0 || raw.cpus > mostCpus ||
        raw.build_id_size > sizeof raw.build_id)
        return malformed("HELLO", payload.size());
    return Hello{raw.version,
                 raw.pointer_size,
                 raw.page_size,
                 raw.capabilities,
                 raw.pid,
                 raw.cpus,
                 raw.monotonic,
                 raw.realtime,
                 textOf(raw.sysname),
                 textOf(raw.nodename),
                 textOf(raw.release),
                 textOf(raw.version_text),
                 textOf(raw.machine),
                 textOf(raw.domain),
                 textOf(raw.boot_id),
                 QByteArray(reinterpret_cast<const char *>(raw.build_id), qsizetype(raw.build_id_size))};
}

Result<ReplyPart> parseReply(QByteArrayView payload)
{
    if (payload.size() < qsizetype(sizeof(qint64)))
        return malformed("REPLY", payload.size());
    return ReplyPart{load<qint64>(payload), payload.sliced(sizeof(qint64))};
}

Result<DataSpan> parseData(QByteArrayView payload)
{
    if (payload.size() < qsizetype(sizeof(quint64)))
        return malformed("DATA", payload.size());
    return DataSpan{load<quint64>(payload), payload.sliced(sizeof(quint64))};
}

// Nothing where it is not `size` bytes that were packed.
static QByteArray unpack(QByteArrayView packed, qsizetype size)
{
    QByteArray bytes(size, '\0');
    qsizetype from = 0;
    for (qsizetype at = 0; at < size; at += 8) {
        if (from == packed.size())
            return {};
        const auto mask = quint8(packed[from++]);
        for (qsizetype i = 0; i < 8; ++i) {
            if (!(mask >> i & 1))
                continue;
            if (from == packed.size() || at + i >= size)
                return {};
            bytes[at + i] = packed[from++];
        }
    }
    return from == packed.size() ? bytes : QByteArray();
}

Result<SnapshotPart> parseSnapshot(QByteArrayView payload, quint32 keySize, quint32 valueSize)
{
    if (payload.size() < qsizetype(sizeof(wire_snapshot)))
        return malformed("CHUNK", payload.size());
    const auto head = load<wire_snapshot>(payload);
    QByteArrayView bytes = payload.sliced(sizeof head);
    const quint64 entrySize = quint64(keySize) + valueSize;
    QByteArray unpacked;
    if (head.flags & WIRE_SNAPSHOT_PACKED && entrySize != 0) {
        constexpr quint64 longest = 8; // bytes that one byte stands for
        if (quint64(bytes.size()) * longest / entrySize < head.entries)
            return malformed("CHUNK", payload.size());
        unpacked = unpack(bytes, qsizetype(head.entries * entrySize));
        bytes = unpacked;
    }
    // Both factors are below 2^33 and 2^32; the division keeps their product from wrapping.
    const bool fits = entrySize != 0 && quint64(bytes.size()) / entrySize == head.entries &&
                      quint64(bytes.size()) % entrySize == 0;
    if (!fits || head.error > 0)
        return malformed("CHUNK", payload.size());
    return SnapshotPart{.time = head.time,
                        .number = head.number,
                        .entries = head.entries,
                        .error = head.error,
                        .cut = (head.flags & WIRE_SNAPSHOT_CUT) != 0,
                        .changes = (head.flags & WIRE_SNAPSHOT_CHANGES) != 0,
                        .final = (head.flags & WIRE_SNAPSHOT_FINAL) != 0,
                        .sum = head.sum,
                        .bytes = bytes,
                        .unpacked = unpacked};
}

Result<StubStats> parseStats(QByteArrayView payload)
{
    if (payload.size() < qsizetype(sizeof(wire_stats)))
        return malformed("STATS", payload.size());
    StubStats stats{load<wire_stats>(payload), {}};
    const QByteArrayView rest = payload.sliced(sizeof(wire_stats));
    const quint32 count = stats.totals.streams;
    if (count > WIRE_MAX_STREAMS || rest.size() != qsizetype(count * sizeof(wire_stream_stats)))
        return malformed("STATS", payload.size());
    stats.streams.resize(count);
    if (count > 0)
        std::memcpy(stats.streams.data(), rest.data(), size_t(rest.size()));
    return stats;
}

Result<wire_pong> parsePong(QByteArrayView payload)
{
    if (payload.size() != qsizetype(sizeof(wire_pong)))
        return malformed("PONG", payload.size());
    return load<wire_pong>(payload);
}

Result<wire_end> parseEnd(QByteArrayView payload)
{
    if (payload.size() != qsizetype(sizeof(quint64)))
        return malformed("END", payload.size());
    const auto reason = load<quint64>(payload);
    if (reason > WIRE_END_LOG)
        return malformed("END", payload.size());
    return wire_end(reason);
}

} // namespace radiosonde
