// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/counter_series.h"
#include "core/model/table_data.h"

namespace radiosonde
{

// What rows of a table did over time, added up: a series for each column that counts (TableData::tracked()),
// in their order. An interval in which none of them changed is 0. As CounterValues::Total a series is the sum
// from the first interval that is kept.
std::vector<std::vector<SeriesPoint>> tableSeries(const TableData &data, const std::vector<quint32> &rows,
                                                  CounterValues values);

} // namespace radiosonde
