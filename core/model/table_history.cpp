// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/table_history.h"

#include <algorithm>

namespace radiosonde
{

namespace
{

qint64 bytesOf(const TableInterval &interval)
{
    return static_cast<qint64>(sizeof interval + interval.rows.size() * sizeof(quint32) +
                               interval.values.size() * sizeof(quint64));
}

} // namespace

void TableHistory::append(TableInterval interval)
{
    if (!m_intervals.empty()) {
        interval.to = std::max(interval.to, m_intervals.back()->to);
        interval.from = std::max(interval.from, m_intervals.back()->to);
    }
    m_bytes += bytesOf(interval);
    m_intervals.push_back(std::make_shared<const TableInterval>(std::move(interval)));
    while (m_intervals.size() > 1 && (m_intervals.size() > maximumIntervals || m_bytes > maximumBytes)) {
        m_bytes -= bytesOf(*m_intervals.front());
        m_intervals.pop_front();
        ++m_dropped;
    }
}

TimeRange TableHistory::extent() const
{
    return m_intervals.empty() ? TimeRange() : TimeRange{m_intervals.front()->from, m_intervals.back()->to};
}

void TableHistory::renumber(const std::vector<quint32> &places)
{
    for (auto &interval : m_intervals) {
        TableInterval renumbered{interval->from, interval->to, interval->hole, {}, {}};
        for (std::size_t i = 0; i < interval->rows.size(); ++i) {
            const quint32 place = interval->rows[i] < places.size() ? places[interval->rows[i]] : ~quint32(0);
            if (place == ~quint32(0))
                continue;
            renumbered.rows.push_back(place);
            const auto values = interval->values.begin() + std::ptrdiff_t(i * m_tracked);
            renumbered.values.insert(renumbered.values.end(), values, values + std::ptrdiff_t(m_tracked));
        }
        m_bytes += bytesOf(renumbered) - bytesOf(*interval);
        interval = std::make_shared<const TableInterval>(std::move(renumbered));
    }
}

const quint64 *TableHistory::find(const TableInterval &interval, quint32 row) const
{
    const auto found = std::lower_bound(interval.rows.begin(), interval.rows.end(), row);
    if (found == interval.rows.end() || *found != row || m_tracked == 0)
        return nullptr;
    return interval.values.data() + static_cast<std::size_t>(found - interval.rows.begin()) * m_tracked;
}

TableHistory::Sums TableHistory::sums(const TimeRange &range, std::size_t rows) const
{
    Sums sums{std::vector<quint64>(rows * m_tracked, 0), std::vector<bool>(rows, false)};
    for (const auto &interval : m_intervals) {
        if (!range.holdsEndOf(interval->to))
            continue;
        for (std::size_t i = 0; i < interval->rows.size(); ++i) {
            const std::size_t row = interval->rows[i];
            if (row >= rows)
                continue;
            sums.seen[row] = true;
            for (std::size_t column = 0; column < m_tracked; ++column)
                sums.values[row * m_tracked + column] += interval->values[i * m_tracked + column];
        }
    }
    return sums;
}

} // namespace radiosonde
