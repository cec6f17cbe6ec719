// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/table_store.h"

#include "core/layout/value.h"

#include <utility>

namespace radiosonde
{

namespace
{

quint64 counterOf(const Column &column, QByteArrayView row, quint32 keySize)
{
    const Value value = readValue(column, cellBase(column, row, keySize));
    if (const auto *number = std::get_if<quint64>(&value))
        return *number;
    const auto *number = std::get_if<qint64>(&value);
    return number && *number > 0 ? static_cast<quint64>(*number) : 0;
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

TableStore::TableStore(const ViewSpec &view) : m_view(view) {}

void TableStore::update(const TableUpdate &update)
{
    const qsizetype rowSize = qsizetype(update.keySize) + update.valueSize;
    if (rowSize == 0 || update.interval.size() != update.rows * rowSize ||
        update.total.size() != update.interval.size())
        return;
    if (std::exchange(m_gapDue, false))
        m_gaps.push_back(++m_generation);
    ++m_generation;
    while (!m_gaps.empty() && m_gaps.front() + historyLength <= m_generation)
        m_gaps.pop_front();
    m_keySize = update.keySize;
    m_time = update.time;
    m_intervalNs = update.intervalNs;
    for (qsizetype key = 0; m_keySize > 0 && key + m_keySize <= update.removed.size(); key += m_keySize) {
        const auto found =
            m_index.constFind(QByteArray::fromRawData(update.removed.constData() + key, m_keySize));
        if (found != m_index.constEnd())
            m_rows[static_cast<std::size_t>(*found)].removed = true;
    }
    for (qsizetype at = 0; at < update.interval.size(); at += rowSize)
        take(QByteArrayView(update.interval).sliced(at, rowSize),
             QByteArrayView(update.total).sliced(at, rowSize));
}

void TableStore::take(QByteArrayView interval, QByteArrayView total)
{
    const QByteArray key = QByteArray::fromRawData(total.data(), m_keySize);
    auto found = m_index.constFind(key);
    if (found == m_index.constEnd()) {
        if (rowCount() >= maximumRows) {
            ++m_notKept;
            return;
        }
        found = m_index.insert(QByteArray(key.constData(), key.size()), rowCount());
        m_rows.emplace_back();
    }
    Row &row = m_rows[static_cast<std::size_t>(*found)];
    row.interval = interval.toByteArray();
    row.total = total.toByteArray();
    row.generation = m_generation;
    row.removed = false;
    remember(row);
}

void TableStore::remember(Row &row)
{
    const Column *column = sortColumnOf(m_view);
    if (!column)
        return;
    row.history.emplace_back(m_generation, counterOf(*column, row.interval, m_keySize));
    while (row.history.front().first + historyLength <= m_generation)
        row.history.pop_front();
}

void TableStore::hole()
{
    m_gapDue = m_generation > 0; // rows stay as they are until there is news
}

void TableStore::clear()
{
    m_gaps.clear();
    m_gapDue = false;
    m_rows.clear();
    m_index.clear();
    m_generation = 0;
    m_time = 0;
    m_intervalNs = 0;
    m_notKept = 0;
}

QByteArrayView TableStore::row(qsizetype index, Values values) const
{
    const Row &row = m_rows[static_cast<std::size_t>(index)];
    return values == Values::Total ? row.total : row.interval;
}

QByteArrayView TableStore::cell(qsizetype index, const Column &column, Values values) const
{
    return cellBase(column, row(index, values), m_keySize);
}

double TableStore::rate(qsizetype index, const Column &column) const
{
    if (!active(index) || m_intervalNs <= 0)
        return 0;
    const auto difference = counterOf(column, row(index, Values::Interval), m_keySize);
    return static_cast<double>(difference) * 1e9 / static_cast<double>(m_intervalNs);
}

bool TableStore::active(qsizetype index) const
{
    return m_generation > 0 && m_rows[static_cast<std::size_t>(index)].generation == m_generation;
}

bool TableStore::removed(qsizetype index) const
{
    return m_rows[static_cast<std::size_t>(index)].removed;
}

std::vector<quint64> TableStore::history(qsizetype index) const
{
    const quint64 length = std::min<quint64>(m_generation, historyLength);
    std::vector<quint64> values(length, 0);
    for (const auto &[generation, difference] : m_rows[static_cast<std::size_t>(index)].history) {
        if (generation + length > m_generation)
            values[generation + length - m_generation - 1] = difference;
    }
    for (const quint64 generation : m_gaps) {
        if (generation + length > m_generation)
            values[generation + length - m_generation - 1] = gap;
    }
    return values;
}

} // namespace radiosonde
