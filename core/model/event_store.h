// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/data_sink.h"
#include "core/model/event_block.h"
#include "core/model/event_spill.h"

#include <deque>
#include <optional>
#include <vector>

namespace radiosonde
{

struct EventLimits
{
    qint64 memoryBytes = 256 << 20;
    QString folder;                      // for what does not fit in memory; empty: it gives way at once
    qint64 diskBytes = qint64(32) << 30; // what the disk has no room for gives way earlier
    qint64 waitingBytes = 256 << 20;     // beyond memoryBytes, on their way to a disk that is too slow
};

// The records of an events view: the newest in memory, older ones on the disk, the oldest beyond the limits
// given up. One thread at a time; the blocks that it gives away may be read on any.
class EventStore
{
public:
    explicit EventStore(const ViewSpec &view, EventLimits limits = {});
    ~EventStore();

    // Appends a copy of the records. `batch.view` is not looked at.
    void append(const EventBatch &batch);
    // Nothing is known of the time from `from` on for so long. It takes a number as a record does, one
    // without bytes, so that it stands where it happened.
    void hole(qint64 from, qint64 durationNs);
    void clear();

    const ViewSpec &view() const { return m_view; }

    // Records are numbered from 0 in the order they came. Kept are [first(), end()).
    qint64 first() const { return m_blocks.empty() ? m_openFirst : m_blocks.front().first(); }
    qint64 end() const { return m_openFirst + qint64(m_entries.size()); }
    qint64 count() const { return end() - first(); }
    qint64 dropped() const { return first(); } // given way so far

    // `number` in [first(), end()). Valid until the next append() or clear(). readValue(column, ...) takes
    // the record.
    QByteArrayView record(qint64 number) const;
    qint64 time(qint64 number) const;                             // ns since 1970
    std::optional<qint64> holeAt(qint64 number) const;            // how long it is, ns; nothing for a record
    qsizetype holes() const { return qsizetype(m_holes.size()); } // kept
    // The first record of [first(), end()) at or after a time, by their order in the store; end(): none.
    qint64 numberAt(qint64 time) const;

    // The blocks from that with `number` on. They hold all records but the newest, which are still to become
    // a block.
    std::vector<EventBlock> blocksFrom(qint64 number) const;

    qint64 memoryBytes() const { return m_memoryBytes; }
    qint64 diskBytes() const { return m_diskBytes; }
    const std::optional<Error> &diskError() const { return m_diskError; } // why older ones had to give way

private:
    bool fits(quint32 length) const;
    void closeBlock();
    void settle();
    void takeMoved(EventSpill::Moved moved);
    void spill();
    void dropOldest();
    qint64 openBytes() const;
    const EventBlock &blockOf(qint64 number) const;

    ViewSpec m_view;
    EventLimits m_limits;
    std::deque<EventBlock> m_blocks; // the first m_onDisk on the disk, then m_waiting on their way there
    qint64 m_openFirst = 0;          // of the records that are no block yet
    std::vector<EventBlock::Entry> m_entries; // these
    std::vector<char> m_bytes;
    std::deque<qint64> m_holes; // numbers
    qsizetype m_onDisk = 0;
    qsizetype m_waiting = 0;
    qint64 m_memoryBytes = 0; // of blocks
    qint64 m_waitingBytes = 0;
    qint64 m_diskBytes = 0;
    std::optional<Error> m_diskError;
    std::unique_ptr<EventSpill> m_spill;
};

} // namespace radiosonde
