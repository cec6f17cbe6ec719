// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/heat_columns.h"

namespace radiosonde
{

namespace
{

bool touches(const TimeRange &range, const HistogramInterval &interval)
{
    return interval.to >= range.from && interval.from <= range.to;
}

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

std::vector<HeatColumn> heatColumns(const HistogramHistory &history, const HeatQuery &query)
{
    const auto &intervals = history.intervals();
    quint64 seen = 0;
    for (const auto &interval : intervals)
        seen += touches(query.range, *interval);
    quint64 stride = 1;
    while (query.mostColumns > 0 && seen / stride > quint64(query.mostColumns))
        stride *= 2;
    std::vector<HeatColumn> columns;
    quint64 group = 0; // of the last column
    for (std::size_t i = 0; i < intervals.size(); ++i) {
        const HistogramInterval &interval = *intervals[i];
        if (!touches(query.range, interval))
            continue;
        const quint64 own = (history.dropped() + i) / stride;
        const bool joined = !columns.empty() && columns.back().to == interval.from &&
                            (own == group || interval.from == interval.to);
        if (!joined)
            columns.push_back({interval.from, interval.to, 0, std::vector<quint64>(query.slots, 0)});
        group = own;
        add(columns.back(), interval, query);
    }
    return columns;
}

} // namespace radiosonde
