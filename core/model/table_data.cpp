// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/table_data.h"

#include "core/layout/scalar.h"
#include "core/layout/value.h"

#include <algorithm>
#include <limits>

namespace radiosonde
{

namespace
{

quint64 bitsOfCell(const Column &column, QByteArrayView base)
{
    const quint64 bits = loadBits(column, base).value_or(0);
    const quint32 width = bitsOf(column);
    return isSignedColumn(column) && width > 0 ? static_cast<quint64>(signExtend(bits, width)) : bits;
}

double numberOfBits(const Column &column, quint64 bits)
{
    return isSignedColumn(column) ? static_cast<double>(static_cast<qint64>(bits))
                                  : static_cast<double>(bits);
}

std::vector<int> trackedColumns(const ViewSpec &view)
{
    std::vector<int> tracked;
    const Column *sort = sortColumnOf(view);
    for (int i = 0; i < view.columns.size(); ++i) {
        const Column &column = view.columns.at(i);
        if ((column.counter || &column == sort) && !column.inKey && bitsOf(column) > 0)
            tracked.push_back(i);
    }
    return tracked;
}

} // namespace

const Column *sortColumnOf(const ViewSpec &view)
{
    const Column *firstCounter = nullptr;
    for (const Column &column : view.columns) {
        if (!view.sortColumn.isEmpty() && column.name == view.sortColumn)
            return &column;
        if (column.counter && !firstCounter)
            firstCounter = &column;
    }
    return firstCounter;
}

TableData::TableData(const ViewSpec &view)
    : m_view(view), m_tracked(trackedColumns(m_view)), m_history(m_tracked.size())
{
    const Column *sort = sortColumnOf(m_view);
    for (std::size_t i = 0; i < m_tracked.size(); ++i) {
        if (&trackedColumn(i) == sort)
            m_sortTracked = static_cast<qsizetype>(i);
    }
}

QByteArrayView TableData::row(qsizetype index, Values values) const
{
    const std::vector<char> &bytes = values == Values::Total ? m_total : m_interval;
    return QByteArrayView(bytes.data() + index * m_rowSize, m_rowSize);
}

QByteArrayView TableData::cell(qsizetype index, const Column &column, Values values) const
{
    return cellBase(column, row(index, values), m_keySize);
}

void TableData::numbers(qsizetype index, Values values, quint64 *out) const
{
    const QByteArrayView bytes = row(index, values);
    for (std::size_t i = 0; i < m_tracked.size(); ++i) {
        const Reader &reader = m_readers[i];
        if (!reader.plain) {
            out[i] = bitsOfCell(trackedColumn(i), cell(index, trackedColumn(i), values));
            continue;
        }
        const quint64 bits = loadUnsigned(bytes.data() + reader.offset, reader.size);
        out[i] = reader.isSigned ? static_cast<quint64>(signExtend(bits, reader.size * 8)) : bits;
    }
}

double TableData::rate(qsizetype index, const Column &column) const
{
    if (!active(index) || m_intervalNs <= 0)
        return 0;
    const double difference = numberOfBits(column, bitsOfCell(column, cell(index, column, Values::Interval)));
    return difference * 1e9 / static_cast<double>(m_intervalNs);
}

bool TableData::active(qsizetype index) const
{
    return m_generation > 0 && m_rows[static_cast<std::size_t>(index)].changed == m_generation;
}

bool TableData::isNew(qsizetype index) const
{
    return m_generation > 1 && m_rows[static_cast<std::size_t>(index)].born == m_generation;
}

bool TableData::removed(qsizetype index) const
{
    return m_rows[static_cast<std::size_t>(index)].removed > 0;
}

quint64 TableData::removedFor(qsizetype index) const
{
    return m_generation - m_rows[static_cast<std::size_t>(index)].removed;
}

std::vector<double> TableData::trend(qsizetype index) const
{
    std::vector<double> values;
    const auto &intervals = m_history.intervals();
    if (m_sortTracked < 0)
        return values;
    const Column &column = trackedColumn(static_cast<std::size_t>(m_sortTracked));
    const std::size_t count = std::min<std::size_t>(intervals.size(), trendLength);
    for (std::size_t i = intervals.size() - count; i < intervals.size(); ++i) {
        const quint64 *numbers = m_history.find(*intervals[i], static_cast<quint32>(index));
        if (intervals[i]->hole)
            values.push_back(std::numeric_limits<double>::quiet_NaN());
        else
            values.push_back(numbers ? numberOfBits(column, numbers[m_sortTracked]) : 0.0);
    }
    return values;
}

} // namespace radiosonde
