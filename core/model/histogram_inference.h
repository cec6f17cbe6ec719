// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/plan.h"

#include <optional>

namespace radiosonde
{

// Rule 2 of views.md: finds the counts of a histogram in a type: an array of unsigned integers called `slots`
// or `hist*`, alone (`name` is the map's or variable's), in a struct, or in an array of either. Empty where
// there is none. `log2`: the program calls log2 functions.
std::optional<HistogramSpec> findHistogram(const TypePtr &type, const QString &name, bool log2);

// "slots", "hist", "hists", "histogram", ...
bool isHistogramName(QStringView name);

} // namespace radiosonde
