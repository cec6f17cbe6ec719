// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/activity_store.h"

#include "core/layout/value.h"
#include "core/model/histogram_history.h"

#include <algorithm>

namespace radiosonde
{

namespace
{

constexpr qint64 latestStart = 1LL << 62; // a recording may claim any; sums with it shall not overflow

ActivityMeasure measureOf(ViewKind kind)
{
    switch (kind) {
    case ViewKind::Table:
    case ViewKind::Counters:
        return ActivityMeasure::Rows;
    case ViewKind::Histogram:
        return ActivityMeasure::Counted;
    case ViewKind::Stacks:
        return ActivityMeasure::Stacks;
    case ViewKind::Events:
        break;
    }
    return ActivityMeasure::None;
}

ActivityPart joined(const ActivityPart &a, const ActivityPart &b)
{
    return {std::min(a.from, b.from), std::max(a.to, b.to), a.count + b.count, a.pieces + b.pieces};
}

// Pairs of neighbours become one; with `touching` only those that meet: no part reaches over a hole then.
void joinPairs(ActivityParts &parts, bool touching)
{
    ActivityParts out;
    out.reserve(parts.size());
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const bool pair = i + 1 < parts.size() && (!touching || parts[i].to == parts[i + 1].from);
        out.push_back(pair ? joined(parts[i], parts[i + 1]) : parts[i]);
        i += pair;
    }
    parts = std::move(out);
}

void append(ActivityParts &parts, const ActivityPart &part)
{
    const auto before = [](qint64 from, const ActivityPart &other) { return from < other.from; };
    parts.insert(std::upper_bound(parts.begin(), parts.end(), part.from, before), part);
    if (parts.size() <= ActivityStore::maximumParts)
        return;
    joinPairs(parts, true);
    if (parts.size() > ActivityStore::maximumParts * 3 / 4) // most stand alone: holes are drawn over them
        joinPairs(parts, false);
}

// Whether a counter of the row has grown.
bool changed(const ViewSpec &view, QByteArrayView row, quint32 keySize)
{
    return std::ranges::any_of(view.columns, [&](const Column &column) {
        return column.counter && numberOf(readValue(column, cellBase(column, row, keySize))) != 0;
    });
}

// The last update of a view in total has all rows, those that stayed as they were among them.
quint64 changedRows(const TableUpdate &update, const ViewSpec &view)
{
    const qsizetype size = qsizetype(update.keySize) + update.valueSize;
    if (!update.final || view.accumulate != Accumulate::Total || size == 0)
        return quint64(update.rows);
    quint64 count = 0;
    for (qsizetype at = 0; at + size <= update.interval.size(); at += size)
        count += changed(view, QByteArrayView(update.interval).sliced(at, size), update.keySize);
    return count;
}

} // namespace

ActivityStore::ActivityStore(const Plan &plan)
    : m_start(std::clamp<qint64>(plan.startTime, 0, latestStart)), m_from(m_start), m_known(m_start),
      m_views(plan.views)
{
    for (int view = 0; view < m_views.size(); ++view) {
        const ActivityMeasure measure = measureOf(m_views.at(view).kind);
        m_hasEvents = m_hasEvents || measure == ActivityMeasure::None;
        if (measure == ActivityMeasure::None || m_measured >= 0)
            continue;
        m_measured = view;
        m_measure = measure;
    }
}

qint64 ActivityStore::placed(qint64 time) const
{
    return std::clamp(time, m_start + earliestNs, m_start + latestNs);
}

void ActivityStore::reach(qint64 from, qint64 to)
{
    m_from = std::min(m_from, from);
    m_known = std::max(m_known, to);
}

void ActivityStore::heard(qint64 time)
{
    m_known = std::max(m_known, placed(time));
}

void ActivityStore::take(const EventBatch &batch)
{
    if (batch.view < 0 || batch.view >= m_views.size())
        return;
    for (const EventBatch::Record &record : batch.records) {
        if (record.time == placed(record.time))
            addEvents(record.time, 1);
        else
            ++m_outside;
    }
}

// Most events belong where the one before was, or behind it.
void ActivityStore::addEvents(qint64 time, quint64 count)
{
    const qint64 width = 1LL << m_shift;
    const qint64 from = (time >> m_shift) << m_shift;
    reach(time, time);
    if (!m_events.empty() && m_events.back().from == from) {
        m_events.back().count += count;
        return;
    }
    const auto before = [](const ActivityPart &part, qint64 at) { return part.from < at; };
    const auto at = std::lower_bound(m_events.begin(), m_events.end(), from, before);
    if (at != m_events.end() && at->from == from)
        at->count += count;
    else
        m_events.insert(at, {from, from + width, count, 0});
    while (m_events.size() > maximumParts)
        coarsen();
}

void ActivityStore::coarsen()
{
    ++m_shift;
    ActivityParts out;
    for (const ActivityPart &part : m_events) {
        const qint64 from = (part.from >> m_shift) << m_shift;
        if (!out.empty() && out.back().from == from)
            out.back().count += part.count;
        else
            out.push_back({from, from + (1LL << m_shift), part.count, 0});
    }
    m_events = std::move(out);
}

void ActivityStore::addSnapshot(int view, qint64 time, quint64 count)
{
    if (view != m_measured)
        return;
    const qint64 to = std::max(placed(time), m_lastSnapshot); // a clock that steps back is held
    const qint64 from = m_lastSnapshot == 0 ? to - HistogramHistory::firstIntervalNs : m_lastSnapshot;
    m_lastSnapshot = to;
    reach(from, to);
    if (from == to && !m_snapshots.empty() && m_snapshots.back().to == from) {
        m_snapshots.back() = joined(m_snapshots.back(), {from, to, count, 1});
        return;
    }
    append(m_snapshots, {from, to, count, 1});
}

void ActivityStore::take(const TableUpdate &update)
{
    if (update.view >= 0 && update.view < m_views.size())
        addSnapshot(update.view, update.time, changedRows(update, m_views.at(update.view)));
}

void ActivityStore::take(const HistogramUpdate &update)
{
    quint64 count = 0;
    for (const HistogramUpdate::Histogram &histogram : update.histograms) {
        for (const quint64 slot : histogram.difference)
            count += slot;
    }
    addSnapshot(update.view, update.time, count);
}

void ActivityStore::take(const StacksUpdate &update)
{
    const auto grew = [](const StacksUpdate::Stack &stack) { return stack.interval != 0; };
    addSnapshot(update.view, update.time, quint64(std::ranges::count_if(update.stacks, grew)));
}

void ActivityStore::take(const LossUpdate &loss)
{
    const qint64 to = placed(loss.time);
    const qint64 from = loss.since == 0 ? to : std::min(placed(loss.since), to);
    reach(from, to);
    append(m_losses, {from, to, loss.count, 1});
}

// What comes after a hole begins behind it.
void ActivityStore::hole(qint64 from, qint64 durationNs)
{
    const qint64 begin = placed(from);
    const qint64 length = std::clamp<qint64>(durationNs, 0, latestNs);
    m_marks.addHole(begin, length);
    reach(begin, placed(begin + length));
    if (m_lastSnapshot != 0)
        m_lastSnapshot = std::max(m_lastSnapshot, placed(begin + length));
}

} // namespace radiosonde
