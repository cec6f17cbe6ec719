// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/data_sink.h"
#include "core/model/time_marks.h"
#include "core/model/time_range.h"

#include <vector>

namespace radiosonde
{

// What was counted in a stretch of time.
struct ActivityPart
{
    qint64 from = 0; // ns since 1970; what happened belongs to [from, to)
    qint64 to = 0;
    quint64 count = 0;
    quint32 pieces = 0; // events: 0; of snapshots and losses: how many were brought together

    bool operator==(const ActivityPart &) const = default;
};
using ActivityParts = std::vector<ActivityPart>; // by `from`

// What an interval between two snapshots counts, by the first view of the run that is made from snapshots.
enum class ActivityMeasure : quint8 {
    None,    // no such view
    Rows,    // rows that changed
    Counted, // what a histogram counted
    Stacks,  // stacks whose weight changed
};

// What a run did over time, for its lane of the timeline: events, what snapshots tell, losses and holes.
// Bounded: beyond maximumParts neighbours are brought together, so that time gets coarser while sums stay
// exact. A copy is a picture of the moment. One thread at a time.
class ActivityStore
{
public:
    static constexpr std::size_t maximumParts = 16'384; // of each kind; 32 bytes each
    static constexpr int leastShift = 20;               // events stand in parts of 2^20 ns, 1.05 ms, at first
    // Events that claim to be from longer before the start, or longer after it, have no place on the axis.
    static constexpr qint64 earliestNs = -3'600'000'000'000;       // an hour
    static constexpr qint64 latestNs = 366LL * 86'400'000'000'000; // a year

    explicit ActivityStore(const Plan &plan);

    // Updates of views that the plan does not have are left out.
    void take(const EventBatch &batch);
    void take(const TableUpdate &update);
    void take(const HistogramUpdate &update);
    void take(const StacksUpdate &update);
    void take(const LossUpdate &loss);
    void hole(qint64 from, qint64 durationNs);
    void heard(qint64 time); // the run still went on then, whether or not there was something to count

    bool hasEvents() const { return m_hasEvents; } // whether the run has a view of events
    ActivityMeasure measure() const { return m_measure; }
    const ActivityParts &events() const { return m_events; }       // all of one width, at multiples of it
    const ActivityParts &snapshots() const { return m_snapshots; } // what each interval counted
    const ActivityParts &losses() const
    {
        return m_losses;
    } // may overlap; from = to where only the end is known
    const TimeMarks &marks() const { return m_marks; } // its holes; losses are above
    int eventShift() const { return m_shift; }         // events stand in parts of 2^shift ns
    quint64 outside() const { return m_outside; }      // events that have no place on the axis

    // From the start, or the first that was counted, until which the run is known to have gone on.
    TimeRange extent() const { return {m_from, m_known}; }

private:
    qint64 placed(qint64 time) const; // within what the axis has room for
    void addEvents(qint64 time, quint64 count);
    void addSnapshot(int view, qint64 time, quint64 count);
    void reach(qint64 from, qint64 to);
    void coarsen();

    qint64 m_start;
    qint64 m_from;
    qint64 m_known;
    bool m_hasEvents = false;
    int m_measured = -1; // index of the view that m_measure is of
    QList<ViewSpec> m_views;
    ActivityMeasure m_measure = ActivityMeasure::None;
    int m_shift = leastShift;
    quint64 m_outside = 0;
    qint64 m_lastSnapshot = 0; // end of the interval before; 0: none
    ActivityParts m_events;
    ActivityParts m_snapshots;
    ActivityParts m_losses;
    TimeMarks m_marks;
};

} // namespace radiosonde
