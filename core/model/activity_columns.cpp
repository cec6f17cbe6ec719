// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/activity_columns.h"

#include <algorithm>

namespace radiosonde
{

namespace
{

// Columns of 2^shift ns: the least of which at most `most` cover the range.
int shiftFor(const TimeRange &range, int most, int least)
{
    const quint64 length = quint64(std::max<qint64>(0, range.to - range.from));
    int shift = least;
    while (shift < 62 && (length >> shift) > quint64(std::max(1, most)))
        ++shift;
    return shift;
}

bool touches(const ActivityPart &part, const TimeRange &range)
{
    return part.to >= range.from && part.from <= range.to;
}

} // namespace

ActivityParts eventColumns(const ActivityStore &store, const TimeRange &range, int most)
{
    const int shift = shiftFor(range, most, store.eventShift());
    ActivityParts columns;
    const auto before = [](const ActivityPart &part, qint64 time) { return part.to < time; };
    const ActivityParts &events = store.events();
    const qint64 first = (range.from >> shift) << shift; // all of a column, also what lies left of the range
    for (auto at = std::lower_bound(events.begin(), events.end(), first, before); at != events.end(); ++at) {
        const qint64 from = (at->from >> shift) << shift;
        if (from > range.to)
            break;
        if (!columns.empty() && columns.back().from == from)
            columns.back().count += at->count;
        else if (from + (1LL << shift) >= range.from)
            columns.push_back({from, from + (1LL << shift), at->count, 0});
    }
    return columns;
}

ActivityParts joinedParts(const ActivityParts &parts, const TimeRange &range, int most)
{
    const int shift = shiftFor(range, most, 0);
    ActivityParts columns;
    for (const ActivityPart &part : parts) {
        if (!touches(part, range))
            continue;
        const bool fits = part.to - part.from < (1LL << shift) && !columns.empty() &&
                          columns.back().from >> shift == part.from >> shift;
        if (!fits) {
            columns.push_back(part);
            continue;
        }
        ActivityPart &column = columns.back();
        column.to = std::max(column.to, part.to);
        column.count += part.count;
        column.pieces += part.pieces;
    }
    return columns;
}

double activityRate(const ActivityPart &part)
{
    return part.to > part.from ? double(part.count) * 1e9 / double(part.to - part.from) : 0;
}

bool isActivityRate(const ActivityStore &activity)
{
    return activity.hasEvents() || activity.measure() == ActivityMeasure::Counted;
}

double activityHeight(const ActivityStore &activity, const ActivityPart &part)
{
    return isActivityRate(activity) ? activityRate(part) : double(part.count) / std::max(1u, part.pieces);
}

quint64 activitySum(const ActivityParts &parts, const TimeRange &range)
{
    quint64 sum = 0;
    for (const ActivityPart &part : parts) {
        if (part.from >= range.from && part.from < range.to)
            sum += part.count;
    }
    return sum;
}

} // namespace radiosonde
