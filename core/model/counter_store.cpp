// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/counter_store.h"

#include <algorithm>

namespace radiosonde
{

void CounterStore::update(const TableUpdate &update)
{
    const qsizetype size = qsizetype(update.keySize) + update.valueSize;
    if (update.rows != 1 || update.interval.size() != size || update.total.size() != size)
        return;
    Point point{update.time, update.intervalNs, {}, {}};
    if (!m_points.empty())
        point.time = std::max(point.time, m_points.back().time);
    for (const Column &column : m_view.columns) {
        point.total.push_back(readValue(column, cellBase(column, update.total, update.keySize)));
        point.difference.push_back(readValue(column, cellBase(column, update.interval, update.keySize)));
    }
    m_points.push_back(std::move(point));
    if (qsizetype(m_points.size()) > maximumPoints) {
        m_points.pop_front();
        ++m_dropped;
    }
}

double CounterStore::rate(const Point &point, qsizetype column) const
{
    const double value = numberOf(point.difference[static_cast<std::size_t>(column)]);
    const bool counts = m_view.columns.at(column).counter && point.intervalNs > 0;
    return counts ? value * 1e9 / static_cast<double>(point.intervalNs) : value;
}

} // namespace radiosonde
