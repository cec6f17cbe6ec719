// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/histogram_history.h"

#include <vector>

namespace radiosonde
{

// One column of a heat map: intervals brought together.
struct HeatColumn
{
    qint64 from = 0; // ns since 1970
    qint64 to = 0;
    int intervals = 0;
    std::vector<quint64> counts; // by slot
};

struct HeatQuery
{
    TimeRange range;
    int mostColumns = 1000;       // intervals are brought together by powers of two until so few are left
    std::size_t slots = 0;        // of a histogram
    std::vector<bool> histograms; // by index: which are added up; those beyond its end are
};

// Which intervals share a column does not depend on the range or on what comes later, so that nothing
// flickers while it grows. No column reaches over a hole. Intervals without length join the one before.
std::vector<HeatColumn> heatColumns(const HistogramHistory &history, const HeatQuery &query);

} // namespace radiosonde
