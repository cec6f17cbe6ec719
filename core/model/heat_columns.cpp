// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/heat_columns.h"

#include <algorithm>

namespace radiosonde
{

namespace
{

void add(HeatColumn &column, const HistogramInterval &interval, const HeatQuery &query)
{
    column.to = interval.to;
    ++column.intervals;
    for (const HistogramInterval::Cell &cell : interval.cells) {
        const bool shown = cell.histogram >= query.histograms.size() || query.histograms[cell.histogram];
        if (shown && cell.slot < column.counts.size())
            column.counts[cell.slot] += cell.count;
    }
}

} // namespace

const std::vector<HeatColumn> &HeatColumns::update(const HistogramHistory &history, const HeatQuery &query)
{
    const auto &intervals = history.intervals(); // both ends rise
    const auto begin = std::partition_point(intervals.begin(), intervals.end(), [&](const auto &interval) {
        return interval->to < query.range.from;
    });
    const auto end = std::partition_point(
        begin, intervals.end(), [&](const auto &interval) { return interval->from <= query.range.to; });
    const quint64 first = history.dropped() + quint64(begin - intervals.begin());
    const quint64 next = history.dropped() + quint64(end - intervals.begin());
    quint64 stride = 1;
    while (query.mostColumns > 0 && (next - first) / stride > quint64(query.mostColumns))
        stride *= 2;
    const bool goesOn = stride == m_stride && query.slots == m_query.slots &&
                        query.histograms == m_query.histograms && m_first <= first && first <= m_next &&
                        m_next <= next && isSame(history);
    if (!goesOn) {
        m_columns.clear();
        m_begins.clear();
        m_next = first;
    } else if (first > m_first) {
        trim(history, first);
    }
    m_query = query;
    m_stride = stride;
    m_first = first;
    for (; m_next < next; ++m_next)
        take(*intervals[m_next - history.dropped()], m_next);
    m_last = next > first ? *std::prev(end) : nullptr;
    return m_columns;
}

// That a history was cleared shows in its newest interval being another one.
bool HeatColumns::isSame(const HistogramHistory &history) const
{
    const auto &intervals = history.intervals();
    return m_last && m_next > history.dropped() && m_next - history.dropped() <= intervals.size() &&
           intervals[m_next - 1 - history.dropped()] == m_last;
}

// Intervals before `first` are no longer within the range.
void HeatColumns::trim(const HistogramHistory &history, quint64 first)
{
    const auto behind = std::upper_bound(m_begins.begin(), m_begins.end(), first);
    if (behind == m_begins.begin())
        return;
    const auto column = behind - m_begins.begin() - 1; // that `first` is in
    m_columns.erase(m_columns.begin(), m_columns.begin() + column);
    m_begins.erase(m_begins.begin(), m_begins.begin() + column);
    const quint64 end = m_begins.size() > 1 ? m_begins[1] : m_next;
    if (first >= end) {
        m_columns.clear();
        m_begins.clear();
        return;
    }
    m_begins.front() = first;
    const auto &intervals = history.intervals();
    HeatColumn &front = m_columns.front();
    front = {intervals[first - history.dropped()]->from, 0, 0, std::vector<quint64>(m_query.slots, 0)};
    for (quint64 number = first; number < end; ++number)
        add(front, *intervals[number - history.dropped()], m_query);
}

void HeatColumns::take(const HistogramInterval &interval, quint64 number)
{
    const bool sameGroup = number > m_first && number / m_stride == (number - 1) / m_stride;
    const bool joined = !m_columns.empty() && m_columns.back().to == interval.from &&
                        (sameGroup || interval.from == interval.to);
    if (!joined) {
        m_columns.push_back({interval.from, interval.to, 0, std::vector<quint64>(m_query.slots, 0)});
        m_begins.push_back(number);
    }
    add(m_columns.back(), interval, m_query);
}

} // namespace radiosonde
