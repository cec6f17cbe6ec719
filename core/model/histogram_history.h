// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/time_range.h"

#include <deque>
#include <memory>
#include <vector>

namespace radiosonde
{

// What one interval counted, of all histograms of a view.
struct HistogramInterval
{
    struct Cell
    {
        quint32 histogram = 0; // index in HistogramStore
        quint32 slot = 0;
        quint64 count = 0; // never 0
    };
    qint64 from = 0; // ns since 1970; where a clock stepped back, the interval is empty: from = to
    qint64 to = 0;
    std::vector<Cell> cells; // by histogram, then slot
};

// The intervals of a histogram view, oldest first, as a heat map draws them. The oldest give way beyond a
// bound of memory (16 bytes a cell). A copy shares the intervals. One thread at a time.
class HistogramHistory
{
public:
    static constexpr std::size_t maximumIntervals = 100'000; // more than a day at one a second
    static constexpr qint64 maximumCells = 4'000'000;
    // From attaching to the first snapshot, which is what the first interval lasts (docs/protocol.md).
    static constexpr qint64 firstIntervalNs = 50'000'000;

    // An interval that ends at `to` and began where the one before ended, or the last hole.
    void append(qint64 to, std::vector<HistogramInterval::Cell> cells);
    void hole(qint64 from, qint64 durationNs);

    using Intervals = std::deque<std::shared_ptr<const HistogramInterval>>;
    const Intervals &intervals() const { return m_intervals; }
    quint64 dropped() const { return m_dropped; } // intervals given way: the number of the first that is kept

    // From the beginning of the first to the end of the last; empty without intervals.
    TimeRange extent() const;

    // What was counted in the intervals that end within `range`, of one histogram; `slots` numbers.
    std::vector<quint64> countsOf(quint32 histogram, const TimeRange &range, std::size_t slots) const;
    // The same of all histograms at once, by index; those without a count in the range are empty.
    std::vector<std::vector<quint64>> counts(const TimeRange &range, std::size_t histograms,
                                             std::size_t slots) const;

private:
    Intervals m_intervals;
    qint64 m_cells = 0;
    quint64 m_dropped = 0;
    qint64 m_next = 0; // where the next interval begins; 0: none has come
};

} // namespace radiosonde
