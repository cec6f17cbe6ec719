// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/time_range.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace radiosonde
{

// What all views of a run look at: a range of time, and conditions that rows must fulfil where a view has the
// columns they speak of. Conditions are filter expressions (core/model/filter.h).
struct ViewSelection
{
    std::optional<TimeRange> range;
    QStringList conditions;

    bool operator==(const ViewSelection &) const = default;
    bool isEmpty() const { return !range && conditions.isEmpty(); }
};

// Selections one after the other, to go back and forward in. A value; the oldest give way.
class SelectionHistory
{
public:
    static constexpr std::size_t maximumStates = 200;

    const ViewSelection &current() const { return m_states[m_at]; }

    // What lay ahead is forgotten. `replace`: in place of the current one, as one step. False: it is the
    // current one already.
    bool change(ViewSelection selection, bool replace = false);

    bool canGoBack() const { return m_at > 0; }
    bool canGoForward() const { return m_at + 1 < m_states.size(); }
    bool goBack();
    bool goForward();

private:
    std::vector<ViewSelection> m_states{ViewSelection()};
    std::size_t m_at = 0;
};

} // namespace radiosonde
