// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/table_store.h"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>

namespace radiosonde
{

// A TableStore between the thread that brings updates, which never waits, and those that look at it: what was
// brought is taken in by the first who looks. Thread-safe.
class LiveTable
{
public:
    explicit LiveTable(const ViewSpec &view) : m_view(view), m_store(view) {}

    const ViewSpec &view() const { return m_view; }

    // As the methods of TableStore.
    void update(const TableUpdate &update);
    void hole(qint64 from, qint64 durationNs);
    void loss(qint64 time, quint64 count);
    void clear();

    // The table with all that was brought so far. May take long.
    std::shared_ptr<const TableData> data();
    // Takes in what was brought, for those who don't look for a while: it would pile up. May take long.
    void takeIn();

    // Rows that data() and who looks at them have to do with, at most: how much work it is.
    qsizetype rows() const { return m_rows + m_waitingRows; }

private:
    using Change = std::function<void(TableStore &store)>;

    void bring(Change change, qsizetype rows);
    void takeInLocked(); // by m_storeMutex

    const ViewSpec m_view;
    std::atomic<qsizetype> m_rows = 0; // of m_store
    std::atomic<qsizetype> m_waitingRows = 0;
    std::mutex m_inboxMutex;
    std::vector<Change> m_inbox;
    std::mutex m_storeMutex;
    TableStore m_store;
    std::shared_ptr<const TableData> m_data; // a copy of m_store; null where that has changed since
};

} // namespace radiosonde
