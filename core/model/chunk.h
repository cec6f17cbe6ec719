// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace radiosonde
{

enum class ChunkKind : quint8 {
    Ring = 1, // a committed span of a ring buffer: 8-byte record headers and records (kernel/bpf/ringbuf.c)
    Perf = 2, // a span of one CPU's perf buffer: perf_event_header records (include/uapi/linux/perf_event.h)
    Snapshot = 3, // all entries of a map at one moment: key, value, key, value... without padding
    Hole = 4,     // nothing is known of the time from `targetTime` for `position` ns: the link was down. What
              // follows is of a new epoch: the programs were loaded again, buffers and maps begin at nothing,
              // the target's clock may be another (a Clock follows)
    Clock = 5,  // `position` is a new wallOffset, ns as two's complement
    Missed = 7, // `position` runs of programs that the kernel left out, one being under way on the CPU
    Text = 6,   // whole lines that an iterator printed, each ended by a line feed but the last of a reading
};

// A piece of data on its way from the target up: what frames carry over a link and recordings store.
struct Chunk
{
    quint16 stream = 0; // StreamSpec::id; 0 for Hole and Clock
    ChunkKind kind = ChunkKind::Ring;
    quint16 cpu = 0;    // Perf: which CPU's buffer
    bool final = false; // Snapshot: taken after the programs were detached
    quint64 position =
        0; // Ring, Perf: the buffer's own position of the first byte; Snapshot, Text: its number
    qint64 targetTime = 0; // ns, target's monotonic clock: at the drain, or when the snapshot began
    QByteArray bytes;      // as the target made them: hostile
};

// Takes chunks in the order they came. Called on one thread at a time; the callee may keep the chunk
// (implicitly shared).
class ChunkSink
{
public:
    virtual ~ChunkSink() = default;
    virtual void take(const Chunk &chunk) = 0;
};

} // namespace radiosonde
