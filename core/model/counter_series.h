// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/counter_store.h"

#include <optional>

namespace radiosonde
{

// What a series of a counter shows.
enum class CounterValues : quint8 { Interval, Total, Rate };

struct SeriesPoint
{
    qint64 time = 0;       // ns since 1970
    qint64 intervalNs = 0; // that the value stands for; 0 for the first
    double value = 0;
    bool afterHole = false; // nothing is known of the time between the point before and this one
};

// One column over time. As intervals and rates a series begins with the second point: the first one counts
// from a start that no interval is known of. Values that are no finite numbers are left out.
std::vector<SeriesPoint> counterSeries(const CounterStore &store, qsizetype column, CounterValues values);

struct SeriesSummary
{
    double last = 0;
    double least = 0;
    double most = 0;
    double average = 0; // weighed by the points' intervals, where they have one
    qsizetype points = 0;
};

// Of the points within [from, to].
SeriesSummary summarize(const std::vector<SeriesPoint> &series, qint64 from, qint64 to);

} // namespace radiosonde
