// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/data_sink.h"

#include <deque>
#include <map>
#include <optional>
#include <vector>

namespace radiosonde
{

// The newest records of an events view within a bound of memory; the oldest give way. One thread at a time.
class EventStore
{
public:
    static constexpr qint64 defaultMaximumBytes = 256 << 20;

    explicit EventStore(const ViewSpec &view, qint64 maximumBytes = defaultMaximumBytes);

    // Appends a copy of the records. `batch.view` is not looked at.
    void append(const EventBatch &batch);
    // Nothing is known of the time from `from` on for so long. It takes a number as a record does, one
    // without bytes, so that it stands where it happened.
    void hole(qint64 from, qint64 durationNs);
    void clear();

    const ViewSpec &view() const { return m_view; }

    // Records are numbered from 0 in the order they came. Kept are [first(), end()).
    qint64 first() const { return m_blocks.empty() ? m_end : m_blocks.front().first; }
    qint64 end() const { return m_end; }
    qint64 count() const { return end() - first(); }
    qint64 dropped() const { return first(); } // given way so far

    // `number` in [first(), end()). Valid until the next append() or clear(). readValue(column, ...) takes
    // the record.
    QByteArrayView record(qint64 number) const;
    qint64 time(qint64 number) const;                             // ns since 1970
    std::optional<qint64> holeAt(qint64 number) const;            // how long it is, ns; nothing for a record
    qsizetype holes() const { return qsizetype(m_holes.size()); } // kept

    qint64 bytes() const { return m_bytes; } // of memory held

private:
    struct Block
    {
        qint64 first = 0;
        std::vector<char> bytes;
        std::vector<EventBatch::Record> records;
        qint64 size() const;
    };

    Block &blockFor(quint32 length);
    void dropOldest();
    const Block &blockOf(qint64 number) const;

    ViewSpec m_view;
    qint64 m_maximumBytes;
    std::deque<Block> m_blocks;
    std::map<qint64, qint64> m_holes; // by number, ns
    qint64 m_end = 0;
    qint64 m_bytes = 0;
};

} // namespace radiosonde
