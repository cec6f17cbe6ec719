// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/counter_series.h"

#include <algorithm>
#include <cmath>

namespace radiosonde
{

namespace
{

double valueOf(const CounterStore &store, const CounterStore::Point &point, qsizetype column,
               CounterValues values)
{
    if (values == CounterValues::Rate)
        return store.rate(point, column);
    const auto &cells = values == CounterValues::Total ? point.total : point.difference;
    return numberOf(cells[static_cast<std::size_t>(column)]);
}

// Whether a hole of `holes`, ordered by their beginning, lies between two times. `next` remembers where the
// search stands.
bool crossesHole(const std::deque<TimeMarks::Hole> &holes, std::size_t &next, qint64 before, qint64 after)
{
    while (next < holes.size() && holes[next].from + holes[next].durationNs <= before)
        ++next;
    return next < holes.size() && holes[next].from < after;
}

} // namespace

std::vector<SeriesPoint> counterSeries(const CounterStore &store, qsizetype column, CounterValues values)
{
    std::vector<SeriesPoint> series;
    std::size_t hole = 0;
    const bool differs = store.view().columns.at(column).counter && values != CounterValues::Total;
    for (const CounterStore::Point &point : store.points()) {
        const double value = valueOf(store, point, column, values);
        if ((differs && point.intervalNs <= 0) || !std::isfinite(value))
            continue;
        const bool afterHole =
            !series.empty() && crossesHole(store.marks().holes(), hole, series.back().time, point.time);
        series.push_back({point.time, point.intervalNs, value, afterHole});
    }
    return series;
}

SeriesSummary summarize(const std::vector<SeriesPoint> &series, qint64 from, qint64 to)
{
    SeriesSummary summary;
    double weighed = 0;
    double weights = 0;
    double sum = 0;
    for (const SeriesPoint &point : series) {
        if (point.time < from || point.time > to)
            continue;
        summary.least = summary.points == 0 ? point.value : std::min(summary.least, point.value);
        summary.most = summary.points == 0 ? point.value : std::max(summary.most, point.value);
        summary.last = point.value;
        ++summary.points;
        sum += point.value;
        weighed += point.value * static_cast<double>(point.intervalNs);
        weights += static_cast<double>(point.intervalNs);
    }
    if (weights > 0)
        summary.average = weighed / weights;
    else if (summary.points > 0)
        summary.average = sum / static_cast<double>(summary.points);
    return summary;
}

} // namespace radiosonde
