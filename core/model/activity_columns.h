// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/activity_store.h"

namespace radiosonde
{

// Parts that `range` touches, brought together until about `most` are left, for a picture so many columns
// wide. Events: each column is as wide as the others, a power of two of ns. Snapshots and losses: parts that
// are as long as a column or longer stay as they are. Which parts share a column does not depend on where the
// range begins, so that nothing flickers while it moves. Nothing is left out: sums are those of the parts.
ActivityParts eventColumns(const ActivityStore &store, const TimeRange &range, int most);
ActivityParts joinedParts(const ActivityParts &parts, const TimeRange &range, int most);

// The number of what was counted a second; what has no length has no rate: 0.
double activityRate(const ActivityPart &part);

// What a part's bar is as high as: events and what histograms count a second; rows and stacks, which are the
// more the longer an interval is, but not in proportion, in one interval.
double activityHeight(const ActivityStore &activity, const ActivityPart &part);
bool isActivityRate(const ActivityStore &activity); // whether it is a number a second

// Sum of the parts that begin within [from, to).
quint64 activitySum(const ActivityParts &parts, const TimeRange &range);

} // namespace radiosonde
