// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/stack_store.h"

#include <atomic>
#include <mutex>

namespace radiosonde
{

// A StackStore between the thread that brings updates, which never waits, and those that look at it.
// Thread-safe.
class LiveStacks
{
public:
    LiveStacks(const ViewSpec &view, std::shared_ptr<SymbolSource> symbols)
        : m_view(view), m_symbols(symbols), m_store(view, std::move(symbols))
    {
    }

    const ViewSpec &view() const { return m_view; }

    void update(StacksUpdate update);

    // Grows with each update and each time that more names are known: what was read before is out of date.
    quint64 version() const { return m_updates + (m_symbols ? m_symbols->generation() : 0); }

    // Of the newest update, wall clock; 0 before the first.
    qint64 newestTime() const { return m_newest; }

    // Calls `look` with the store, all updates in it; nobody else has it meanwhile. May take long.
    template<class Look> auto read(Look look)
    {
        const std::lock_guard lock(m_storeMutex);
        takeIn();
        return look(std::as_const(m_store));
    }

private:
    void takeIn();

    const ViewSpec m_view;
    const std::shared_ptr<SymbolSource> m_symbols;
    std::atomic<quint64> m_updates = 0;
    std::atomic<qint64> m_newest = 0;
    std::mutex m_inboxMutex;
    std::vector<StacksUpdate> m_inbox;
    std::mutex m_storeMutex;
    StackStore m_store;
};

} // namespace radiosonde
