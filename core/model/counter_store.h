// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/value.h"
#include "core/model/data_sink.h"
#include "core/model/time_marks.h"

#include <deque>
#include <vector>

namespace radiosonde
{

// The values of a counters view over time, as its pictures draw them, with the holes and losses between
// them. The oldest give way. One thread at a time.
class CounterStore
{
public:
    static constexpr qsizetype maximumPoints = 100'000; // more than a day at one a second

    struct Point
    {
        qint64 time = 0;               // ns since 1970
        qint64 intervalNs = 0;         // that the differences are of; 0 for the first
        std::vector<Value> total;      // by column of the view
        std::vector<Value> difference; // likewise; columns that are no counters have their value
    };

    explicit CounterStore(const ViewSpec &view) : m_view(view) {}

    // Its one row. `update.view` is not looked at.
    void update(const TableUpdate &update);
    TimeMarks &marks() { return m_marks; }

    const ViewSpec &view() const { return m_view; }
    // Ordered by time: a clock that steps back is held until it has caught up.
    const std::deque<Point> &points() const { return m_points; }
    const TimeMarks &marks() const { return m_marks; }
    qint64 dropped() const { return m_dropped; } // points given way

    // Of a counter per second; of other columns, and in the first point, its value. 0 for what is no number.
    double rate(const Point &point, qsizetype column) const;

private:
    ViewSpec m_view;
    std::deque<Point> m_points;
    TimeMarks m_marks;
    qint64 m_dropped = 0;
};

} // namespace radiosonde
