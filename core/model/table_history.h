// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/time_range.h"

#include <deque>
#include <memory>
#include <vector>

namespace radiosonde
{

// What one interval did to the rows of a table: those that changed, with the differences of the columns that
// TableStore::tracked() names.
struct TableInterval
{
    qint64 from = 0; // ns since 1970
    qint64 to = 0;
    bool hole = false;           // nothing is known of this time; there are no rows
    std::vector<quint32> rows;   // indexes in TableStore, rising
    std::vector<quint64> values; // of each row its tracked columns; signed ones as two's complement
};

// The intervals of a table, oldest first. The oldest give way beyond a bound of memory. A copy shares the
// intervals. One thread at a time.
class TableHistory
{
public:
    static constexpr std::size_t maximumIntervals = 100'000;
    static constexpr qint64 maximumBytes = 256 << 20;

    explicit TableHistory(std::size_t tracked = 0) : m_tracked(tracked) {}

    void append(TableInterval interval); // times that step back are held until they have caught up

    using Intervals = std::deque<std::shared_ptr<const TableInterval>>;
    const Intervals &intervals() const { return m_intervals; }
    quint64 dropped() const { return m_dropped; } // intervals given way
    std::size_t tracked() const { return m_tracked; }
    TimeRange extent() const; // empty without intervals

    // Rows have new indexes, by the one before; ~0: the row is gone.
    void renumber(const std::vector<quint32> &places);

    // The tracked values of a row in an interval; null where the row did not change in it.
    const quint64 *find(const TableInterval &interval, quint32 row) const;

    struct Sums
    {
        std::vector<quint64> values; // rows x tracked, as TableInterval
        std::vector<bool> seen;      // the row changed in the range
    };
    // Of the intervals that end within `range`, for rows from 0 to `rows`.
    Sums sums(const TimeRange &range, std::size_t rows) const;

private:
    std::size_t m_tracked;
    Intervals m_intervals;
    qint64 m_bytes = 0;
    quint64 m_dropped = 0;
};

} // namespace radiosonde
