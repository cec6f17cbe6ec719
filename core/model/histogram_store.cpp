// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/histogram_store.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace radiosonde
{

namespace
{

void appendCells(std::vector<HistogramInterval::Cell> &cells, quint32 histogram,
                 const std::vector<quint64> &counts)
{
    for (std::size_t slot = 0; slot < counts.size(); ++slot) {
        if (counts[slot] > 0)
            cells.push_back({histogram, static_cast<quint32>(slot), counts[slot]});
    }
}

} // namespace

Bucket bucketOf(const HistogramSpec &spec, int slot)
{
    const auto number = static_cast<quint64>(slot);
    if (spec.scale == Scale::Linear)
        return {number * spec.step, (number + 1) * spec.step};
    const quint64 low = slot == 0 ? 0 : slot < 64 ? quint64(1) << slot : std::numeric_limits<quint64>::max();
    return {low, slot < 63 ? quint64(1) << (slot + 1) : std::numeric_limits<quint64>::max()};
}

HistogramStore::HistogramStore(const ViewSpec &view, KeepHistory history)
    : m_view(view), m_keepHistory(history)
{
}

void HistogramStore::update(const HistogramUpdate &update)
{
    m_time = update.time;
    for (Histogram &histogram : m_histograms)
        histogram.interval.clear();
    std::vector<HistogramInterval::Cell> cells;
    for (const HistogramUpdate::Histogram &changed : update.histograms) {
        auto found = m_index.constFind(changed.key);
        if (found == m_index.constEnd()) {
            if (count() >= maximumHistograms) {
                ++m_notKept;
                continue;
            }
            found = m_index.insert(changed.key, count());
            m_histograms.push_back({changed.key, {}, {}});
        }
        Histogram &histogram = m_histograms[static_cast<std::size_t>(*found)];
        histogram.total = changed.counts;
        histogram.interval = changed.difference;
        if (m_keepHistory == KeepHistory::Yes)
            appendCells(cells, static_cast<quint32>(*found), changed.difference);
    }
    if (m_keepHistory == KeepHistory::No)
        return;
    std::sort(cells.begin(), cells.end(), [](const auto &a, const auto &b) {
        return std::tie(a.histogram, a.slot) < std::tie(b.histogram, b.slot);
    });
    m_history.append(update.time, std::move(cells));
}

void HistogramStore::hole(qint64 from, qint64 durationNs)
{
    m_history.hole(from, durationNs);
    m_marks.addHole(from, durationNs);
}

void HistogramStore::clear()
{
    m_histograms.clear();
    m_index.clear();
    m_history = HistogramHistory();
    m_marks.clear();
    m_time = 0;
    m_notKept = 0;
}

} // namespace radiosonde
