// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/histogram_store.h"

#include <limits>

namespace radiosonde
{

Bucket bucketOf(const HistogramSpec &spec, int slot)
{
    const auto number = static_cast<quint64>(slot);
    if (spec.scale == Scale::Linear)
        return {number * spec.step, (number + 1) * spec.step};
    const quint64 low = slot == 0 ? 0 : slot < 64 ? quint64(1) << slot : std::numeric_limits<quint64>::max();
    return {low, slot < 63 ? quint64(1) << (slot + 1) : std::numeric_limits<quint64>::max()};
}

HistogramStore::HistogramStore(const ViewSpec &view) : m_view(view) {}

void HistogramStore::update(const HistogramUpdate &update)
{
    m_time = update.time;
    for (Histogram &histogram : m_histograms)
        histogram.interval.clear();
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
    }
}

void HistogramStore::clear()
{
    m_histograms.clear();
    m_index.clear();
    m_time = 0;
    m_notKept = 0;
}

} // namespace radiosonde
