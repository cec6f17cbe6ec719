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

// The columns of a history that grows. Which intervals share a column does not depend on the range or on what
// comes later, so that nothing flickers while it grows. No column reaches over a hole. Intervals without
// length join the one before.
class HeatColumns
{
public:
    // Looks only at the intervals that were not there, or not within the range, the last time; at all of them
    // where the query is another one, the range reaches further back, or columns are brought together. It is
    // always the same history, or a copy of it.
    const std::vector<HeatColumn> &update(const HistogramHistory &history, const HeatQuery &query);

    const std::vector<HeatColumn> &columns() const { return m_columns; }
    void clear() { *this = {}; }

private:
    bool isSame(const HistogramHistory &history) const;
    void trim(const HistogramHistory &history, quint64 first);
    void take(const HistogramInterval &interval, quint64 number);

    HeatQuery m_query;
    quint64 m_stride = 0;                            // intervals a column; 0: nothing was looked at
    quint64 m_first = 0;                             // number of the first interval that was looked at
    quint64 m_next = 0;                              // of the first that was not
    std::shared_ptr<const HistogramInterval> m_last; // that was looked at
    std::vector<HeatColumn> m_columns;
    std::vector<quint64> m_begins; // number of each column's first interval
};

} // namespace radiosonde
