// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/scalar.h"
#include "core/model/chunk.h"

namespace radiosonde::testing
{

inline QByteArray number(quint64 value, qsizetype size)
{
    QByteArray bytes(size, '\0');
    storeUnsigned(bytes.data(), value, size);
    return bytes;
}

inline constexpr quint32 busyBit = 1u << 31;
inline constexpr quint32 discardBit = 1u << 30;

// A ring buffer's record as the kernel lays it out.
inline QByteArray ringRecord(const QByteArray &data, quint32 flags = 0)
{
    QByteArray bytes = number(quint32(data.size()) | flags, 4) + number(0, 4) + data;
    return bytes.append((8 - bytes.size() % 8) % 8, '\0');
}

// A perf buffer's sample as the kernel lays it out: the raw size is padded so that the record ends at 8
// bytes.
inline QByteArray perfSample(const QByteArray &data)
{
    const qsizetype raw = (data.size() + 4 + 7) / 8 * 8 - 4;
    return number(9, 4) + number(0, 2) + number(quint64(12 + raw), 2) + number(quint64(raw), 4) + data +
           QByteArray(raw - data.size(), '\0');
}

inline QByteArray perfLost(quint64 count)
{
    return number(2, 4) + number(0, 2) + number(24, 2) + number(1, 8) + number(count, 8);
}

inline Chunk chunk(ChunkKind kind, quint16 stream, const QByteArray &bytes, qint64 time, quint64 position = 0)
{
    Chunk made;
    made.stream = stream;
    made.kind = kind;
    made.position = position;
    made.targetTime = time;
    made.bytes = bytes;
    return made;
}

inline Chunk snapshot(quint16 stream, const QByteArray &bytes, qint64 time, bool final = false)
{
    Chunk made = chunk(ChunkKind::Snapshot, stream, bytes, time);
    made.final = final;
    return made;
}

} // namespace radiosonde::testing
