// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/histogram_history.h"

#include <algorithm>

namespace radiosonde
{

void HistogramHistory::append(qint64 to, std::vector<HistogramInterval::Cell> cells)
{
    auto interval = std::make_shared<HistogramInterval>();
    interval->from = m_next == 0 ? to - firstIntervalNs : m_next;
    interval->to = std::max(to, interval->from); // a clock that steps back is held until it has caught up
    interval->cells = std::move(cells);
    m_next = interval->to;
    m_cells += static_cast<qint64>(interval->cells.size());
    m_intervals.push_back(std::move(interval));
    while (m_intervals.size() > 1 && (m_intervals.size() > maximumIntervals || m_cells > maximumCells)) {
        m_cells -= static_cast<qint64>(m_intervals.front()->cells.size());
        m_intervals.pop_front();
        ++m_dropped;
    }
}

void HistogramHistory::hole(qint64 from, qint64 durationNs)
{
    if (m_next != 0)
        m_next = std::max(m_next, from + std::max<qint64>(0, durationNs));
}

TimeRange HistogramHistory::extent() const
{
    return m_intervals.empty() ? TimeRange() : TimeRange{m_intervals.front()->from, m_intervals.back()->to};
}

std::vector<std::vector<quint64>> HistogramHistory::counts(const TimeRange &range, std::size_t histograms,
                                                           std::size_t slots) const
{
    std::vector<std::vector<quint64>> counts(histograms);
    for (const auto &interval : m_intervals) {
        if (!range.holdsEndOf(interval->to))
            continue;
        for (const HistogramInterval::Cell &cell : interval->cells) {
            if (cell.histogram >= histograms || cell.slot >= slots)
                continue;
            std::vector<quint64> &of = counts[cell.histogram];
            of.resize(slots, 0);
            of[cell.slot] += cell.count;
        }
    }
    return counts;
}

std::vector<quint64> HistogramHistory::countsOf(quint32 histogram, const TimeRange &range,
                                                std::size_t slots) const
{
    std::vector<quint64> counts(slots, 0);
    const auto before = [](const HistogramInterval::Cell &cell, quint32 index) {
        return cell.histogram < index;
    };
    for (const auto &interval : m_intervals) {
        if (!range.holdsEndOf(interval->to))
            continue;
        auto cell = std::lower_bound(interval->cells.begin(), interval->cells.end(), histogram, before);
        for (; cell != interval->cells.end() && cell->histogram == histogram; ++cell) {
            if (cell->slot < slots)
                counts[cell->slot] += cell->count;
        }
    }
    return counts;
}

} // namespace radiosonde
