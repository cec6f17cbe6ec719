// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/session/session.h"
#include "remote/session/snapshot_assembler.h"
#include "remote/wire/frame_decoder.h"

#include <map>
#include <mutex>

namespace radiosonde
{

// Where the data of each stream goes. A stream of the plan is one or more on the wire: a perf buffer has one
// for each CPU, the last snapshot of a map comes on one of its own. Thread-safe; chunks are delivered under
// the lock, so that none comes once a stream was taken out. Numbers on the wire are used in turn.
class StreamTable
{
public:
    struct Entry
    {
        quint16 stream = 0; // the plan's
        ChunkKind kind = ChunkKind::Ring;
        quint16 cpu = 0;
        quint32 size = 0;          // bytes of the buffer: no record is longer
        ChunkSink *sink = nullptr; // null: taken out, the stub does not know it yet
        bool final = false;        // Snapshot: the last one
        SnapshotAssembler snapshots;
        quint64 nextNumber = 0; // Snapshot: of the next one to be delivered
        wire_dump dump{};       // Snapshot: what was asked for
        bool ended = false;     // Snapshot: the last one was delivered
        Chunk partial;          // Ring, Perf: the beginning of a record
    };

    // A number on the wire for a new stream; 0 when as many are open as the stub can have, or the same one
    // is.
    quint16 add(Entry entry);
    void erase(quint16 wire);

    // Silences a stream of the plan for good. Returns its numbers; they stay known until they are erased.
    QList<quint16> detach(quint16 stream);
    void detachWire(quint16 wire);
    bool isDetached(quint16 wire) const;

    // A stream of the plan as it was added, by its numbers; the final ones are left out.
    struct Found
    {
        quint16 wire = 0;
        Entry entry; // without data
    };
    QList<Found> find(quint16 stream) const;

    // Frames of the stub. Error: they make no sense. `free` receives the bytes that no sink will give back,
    // `held` those of an unfinished record.
    struct Delivered
    {
        quint64 free = 0;
        quint64 held = 0;
    };
    Result<Delivered> data(const FrameView &frame);
    // What has to be asked for again so that the stream's next snapshot leaves nothing out; mostly nothing.
    Result<std::optional<wire_dump>> chunk(const FrameView &frame);
    bool hasEnded(quint16 wire) const; // its last snapshot was delivered

    StubStatistics statistics(const StubStats &stats) const;

private:
    using Entries = std::map<quint16, Entry>;
    void deliver(Entry &entry, Chunk chunk);
    void tellOfTrouble(const Entry &entry) const;

    mutable std::mutex m_mutex;
    Entries m_entries;
    quint16 m_last = 0;
};

} // namespace radiosonde
