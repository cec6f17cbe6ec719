// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace radiosonde
{

// A stretch of time, ns since 1970. What an interval counted belongs to the moment of its end: a range holds
// the intervals that end in (from, to], and the events in [from, to].
struct TimeRange
{
    qint64 from = 0;
    qint64 to = 0;

    bool operator==(const TimeRange &) const = default;
    bool holdsEndOf(qint64 end) const { return end > from && end <= to; }
    bool holds(qint64 time) const { return time >= from && time <= to; }
};

} // namespace radiosonde
