// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/histogram_store.h"

#include <optional>

namespace radiosonde
{

// Where a share of all counted values has been reached.
struct Quantile
{
    int slot = 0;
    double fraction = 0; // of the slot's width, 0 to 1
    double value = 0;    // in the histogram's unit
};

// The smallest place with at least `share` (0 to 1) of the values at or below it, the values of a slot taken
// as spread evenly over it. In the last slot of a log2 histogram, which has no upper bound, it is the slot's
// lower bound. Empty where nothing was counted.
std::optional<Quantile> quantileOf(const HistogramSpec &spec, const std::vector<quint64> &counts,
                                   double share);

} // namespace radiosonde
