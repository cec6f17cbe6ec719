// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/view_selection.h"

namespace radiosonde
{

bool SelectionHistory::change(ViewSelection selection, bool replace)
{
    selection.conditions.removeDuplicates();
    if (selection == current())
        return false;
    m_states.resize(m_at + 1);
    if (replace && m_at > 0) {
        m_states[m_at] = std::move(selection);
        return true;
    }
    m_states.push_back(std::move(selection));
    if (m_states.size() > maximumStates)
        m_states.erase(m_states.begin());
    m_at = m_states.size() - 1;
    return true;
}

bool SelectionHistory::goBack()
{
    if (!canGoBack())
        return false;
    --m_at;
    return true;
}

bool SelectionHistory::goForward()
{
    if (!canGoForward())
        return false;
    ++m_at;
    return true;
}

} // namespace radiosonde
