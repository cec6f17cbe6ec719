// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/live_stacks.h"

namespace radiosonde
{

void LiveStacks::update(StacksUpdate update)
{
    const std::lock_guard lock(m_inboxMutex);
    m_newest = update.time;
    m_inbox.push_back(std::move(update));
    ++m_updates;
}

void LiveStacks::takeIn()
{
    std::vector<StacksUpdate> updates;
    {
        const std::lock_guard lock(m_inboxMutex);
        updates.swap(m_inbox);
    }
    for (const StacksUpdate &update : updates)
        m_store.update(update);
    m_store.refresh();
}

} // namespace radiosonde
