// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/run/run_stores.h"

#include <QStandardPaths>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

EventLimits eventLimits()
{
    EventLimits limits;
    limits.folder = QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + u"/events"_s;
    return limits;
}

} // namespace

RunStores::RunStores(const QList<ViewSpec> &views, const std::shared_ptr<SymbolSource> &symbols)
{
    for (const ViewSpec &view : views) {
        if (view.kind == ViewKind::Table)
            m_stores.emplace_back(std::make_shared<LiveTable>(view));
        else if (view.kind == ViewKind::Events)
            m_stores.emplace_back(std::make_unique<EventStore>(view, eventLimits()));
        else if (view.kind == ViewKind::Histogram)
            m_stores.emplace_back(std::make_unique<HistogramStore>(view));
        else if (view.kind == ViewKind::Stacks)
            m_stores.emplace_back(std::make_shared<LiveStacks>(view, symbols));
        else if (view.kind == ViewKind::Counters)
            m_stores.emplace_back(std::make_unique<CounterStore>(view));
        else
            m_stores.emplace_back();
    }
}

template<class Store> auto RunStores::find(int view) -> typename Store::element_type *
{
    if (view < 0 || view >= count())
        return nullptr;
    auto *store = std::get_if<Store>(&m_stores[size_t(view)]);
    return store ? store->get() : nullptr;
}

void RunStores::take(const TableUpdate &update)
{
    if (auto *store = find<std::shared_ptr<LiveTable>>(update.view))
        store->update(update);
    else if (auto *counters = find<std::unique_ptr<CounterStore>>(update.view))
        counters->update(update);
}

void RunStores::take(const EventBatch &batch)
{
    if (auto *store = find<std::unique_ptr<EventStore>>(batch.view))
        store->append(batch);
}

void RunStores::hole(qint64 from, qint64 durationNs)
{
    for (AnyStore &store : m_stores) {
        if (auto *table = std::get_if<std::shared_ptr<LiveTable>>(&store))
            (*table)->hole(from, durationNs);
        else if (auto *events = std::get_if<std::unique_ptr<EventStore>>(&store))
            (*events)->hole(from, durationNs);
        else if (auto *counters = std::get_if<std::unique_ptr<CounterStore>>(&store))
            (*counters)->marks().addHole(from, durationNs);
        else if (auto *histograms = std::get_if<std::unique_ptr<HistogramStore>>(&store))
            (*histograms)->hole(from, durationNs);
    }
}

void RunStores::take(const HistogramUpdate &update)
{
    if (auto *store = find<std::unique_ptr<HistogramStore>>(update.view))
        store->update(update);
}

void RunStores::take(const StacksUpdate &update)
{
    if (auto *stacks = find<std::shared_ptr<LiveStacks>>(update.view))
        stacks->update(update);
}

void RunStores::take(const LossUpdate &loss)
{
    for (int view = 0; view < count(); ++view) {
        if (loss.view >= 0 && loss.view != view)
            continue;
        if (auto *counters = find<std::unique_ptr<CounterStore>>(view))
            counters->marks().addLoss(loss.time, loss.count);
        else if (auto *histograms = find<std::unique_ptr<HistogramStore>>(view))
            histograms->loss(loss.time, loss.count);
        else if (auto *table = find<std::shared_ptr<LiveTable>>(view))
            table->loss(loss.time, loss.count);
    }
}

} // namespace radiosonde
