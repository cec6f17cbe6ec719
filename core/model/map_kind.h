// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/plan.h"

namespace radiosonde
{

// BPF_MAP_TYPE_* of include/uapi/linux/bpf.h, those that decide what is drawn.
enum MapType : quint32 {
    HashMap = 1,
    ArrayMap = 2,
    PerfEventArray = 4,
    PerCpuHash = 5,
    PerCpuArray = 6,
    StackTrace = 7,
    LruHash = 9,
    LruPerCpuHash = 10,
    RingBuffer = 27,
};

constexpr bool isPerCpu(quint32 type)
{
    return type == PerCpuHash || type == PerCpuArray || type == LruPerCpuHash;
}

constexpr bool isArray(quint32 type)
{
    return type == ArrayMap || type == PerCpuArray;
}

constexpr bool isHash(quint32 type)
{
    return type == HashMap || type == PerCpuHash || type == LruHash || type == LruPerCpuHash;
}

// Bytes that one CPU's value, or the only one, takes in a snapshot.
constexpr quint32 slotSize(const StreamSpec &stream)
{
    return isPerCpu(stream.mapType) ? (stream.valueSize + 7) / 8 * 8 : stream.valueSize;
}

// Bytes of one entry of a snapshot: key, then a value per CPU. 0 where the stream's sizes cannot be right.
constexpr quint32 entrySize(const StreamSpec &stream)
{
    const quint64 size = stream.keySize + quint64(slotSize(stream)) * (stream.cpus ? stream.cpus : 1);
    return size > (64u << 20) || stream.valueSize == 0 ? 0 : static_cast<quint32>(size);
}

} // namespace radiosonde
