// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/live_table.h"

namespace radiosonde
{

void LiveTable::bring(Change change, qsizetype rows)
{
    const std::lock_guard lock(m_inboxMutex);
    m_inbox.push_back(std::move(change));
    m_waitingRows += rows;
}

void LiveTable::update(const TableUpdate &update)
{
    bring([update](TableStore &store) { store.update(update); }, update.rows);
}

void LiveTable::hole(qint64 from, qint64 durationNs)
{
    bring([=](TableStore &store) { store.hole(from, durationNs); }, 0);
}

void LiveTable::loss(qint64 time, quint64 count)
{
    bring([=](TableStore &store) { store.loss(time, count); }, 0);
}

void LiveTable::clear()
{
    bring([](TableStore &store) { store.clear(); }, 0);
}

void LiveTable::takeInLocked()
{
    std::vector<Change> changes;
    {
        const std::lock_guard inboxLock(m_inboxMutex);
        changes.swap(m_inbox);
        m_waitingRows = 0;
    }
    for (const Change &change : changes)
        change(m_store);
    m_rows = m_store.rowCount();
    if (!changes.empty())
        m_data.reset();
}

void LiveTable::takeIn()
{
    const std::lock_guard lock(m_storeMutex);
    takeInLocked();
}

std::shared_ptr<const TableData> LiveTable::data()
{
    const std::lock_guard lock(m_storeMutex);
    takeInLocked();
    if (!m_data)
        m_data = std::make_shared<const TableData>(m_store);
    return m_data;
}

} // namespace radiosonde
