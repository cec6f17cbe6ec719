// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/counter_store.h"
#include "core/model/event_store.h"
#include "core/model/histogram_store.h"
#include "core/model/live_stacks.h"
#include "core/model/live_table.h"

#include <memory>
#include <variant>
#include <vector>

namespace radiosonde
{

using AnyStore =
    std::variant<std::monostate, std::shared_ptr<LiveTable>, std::unique_ptr<EventStore>,
                 std::unique_ptr<HistogramStore>, std::shared_ptr<LiveStacks>, std::unique_ptr<CounterStore>>;

// The data of a run's views, by index in Plan::views. Views of a kind that the window does not draw have
// none. GUI thread.
class RunStores
{
public:
    // `symbols` names the addresses of stacks; null: they stay numbers.
    RunStores(const QList<ViewSpec> &views, const std::shared_ptr<SymbolSource> &symbols);

    AnyStore &at(int view) { return m_stores[size_t(view)]; }
    int count() const { return int(m_stores.size()); }

    // Updates of a view that does not exist, or is of another kind, are ignored.
    void take(const TableUpdate &update);
    void take(const EventBatch &batch);
    void take(const HistogramUpdate &update);
    void take(const StacksUpdate &update);
    void take(const LossUpdate &loss);         // of a view, or of all
    void hole(qint64 from, qint64 durationNs); // of all views

private:
    template<class Store> auto find(int view) -> typename Store::element_type *;

    std::vector<AnyStore> m_stores;
};

} // namespace radiosonde
