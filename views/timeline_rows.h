// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/row_text.h"
#include "views/timeline.h"

namespace radiosonde
{

// The parts of lanes that `range` touches as lines, exact: probe, target, kind ("events", "snapshots",
// "loss", "hole"), from, to (ns since 1970), count (empty for a hole).
QByteArray timelineText(const std::vector<TimelineLane> &lanes, const TimeRange &range, RowFormat format);

} // namespace radiosonde
