// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/table_store.h"

#include "core/layout/scalar.h"
#include "core/layout/value.h"

#include <algorithm>
#include <cstring>

namespace radiosonde
{

namespace
{

constexpr qint64 firstIntervalNs = 50'000'000; // from attaching to the first snapshot (docs/protocol.md)

} // namespace

TableStore::TableStore(const ViewSpec &view, KeepHistory history) : TableData(view), m_keepHistory(history) {}

void TableStore::update(const TableUpdate &update)
{
    const qsizetype rowSize = qsizetype(update.keySize) + update.valueSize;
    if (rowSize == 0 || update.interval.size() != update.rows * rowSize ||
        update.total.size() != update.interval.size())
        return;
    if (m_rowSize == 0)
        setSizes(update.keySize, rowSize);
    if (rowSize != m_rowSize || update.keySize != m_keySize)
        return;
    ++m_generation;
    m_time = update.time;
    m_intervalNs = update.intervalNs;
    takeRemoved(update.removed);
    for (qsizetype at = 0; at < update.interval.size(); at += rowSize)
        take(QByteArrayView(update.interval).sliced(at, rowSize),
             QByteArrayView(update.total).sliced(at, rowSize));
    if (m_keepHistory == KeepHistory::Yes)
        remember(update);
}

void TableStore::setSizes(quint32 keySize, qsizetype rowSize)
{
    m_rowSize = rowSize;
    m_keySize = keySize;
    m_readers.clear();
    for (std::size_t i = 0; i < m_tracked.size(); ++i) {
        const Column &column = trackedColumn(i);
        Reader reader{keySize + column.offset, bitsOf(column) / 8, isSignedColumn(column), false};
        reader.plain = column.bitWidth == 0 && column.meaning != Meaning::Port &&
                       qint64(reader.offset) + reader.size <= rowSize;
        m_readers.push_back(reader);
    }
}

void TableStore::takeRemoved(const QByteArray &keys)
{
    for (qsizetype key = 0; m_keySize > 0 && key + m_keySize <= keys.size(); key += m_keySize) {
        const auto found = m_index.constFind(QByteArray::fromRawData(keys.constData() + key, m_keySize));
        if (found != m_index.constEnd())
            m_rows[static_cast<std::size_t>(*found)].removed = m_generation;
    }
}

void TableStore::take(QByteArrayView interval, QByteArrayView total)
{
    const QByteArray key = QByteArray::fromRawData(total.data(), m_keySize);
    auto found = m_index.constFind(key);
    if (found == m_index.constEnd()) {
        if (rowCount() >= maximumRows && !forgetRemoved()) {
            ++m_notKept;
            return;
        }
        found = m_index.insert(QByteArray(key.constData(), key.size()), rowCount());
        m_rows.push_back({0, m_generation, 0});
        m_interval.resize(m_rows.size() * static_cast<std::size_t>(m_rowSize));
        m_total.resize(m_interval.size());
    }
    const qsizetype index = *found;
    std::memcpy(bytesOf(m_interval, index), interval.data(), static_cast<std::size_t>(m_rowSize));
    std::memcpy(bytesOf(m_total, index), total.data(), static_cast<std::size_t>(m_rowSize));
    Row &row = m_rows[static_cast<std::size_t>(index)];
    if (row.removed > 0)
        row.born = m_generation;
    row.changed = m_generation;
    row.removed = 0;
}

// Rows that the map no longer has give way to new ones, but for those that have just gone. False: that makes
// too little room.
bool TableStore::forgetRemoved()
{
    std::vector<quint32> places(m_rows.size(), ~quint32(0)); // new index by the one before
    quint32 kept = 0;
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        if (m_rows[row].removed == 0 || m_rows[row].removed == m_generation)
            places[row] = kept++;
    }
    if (kept > maximumRows * 9 / 10)
        return false;
    m_forgotten += m_rows.size() - kept;
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        if (places[row] == ~quint32(0))
            continue;
        m_rows[places[row]] = m_rows[row];
        for (std::vector<char> *bytes : {&m_interval, &m_total})
            std::memmove(bytesOf(*bytes, places[row]), bytesOf(*bytes, qsizetype(row)),
                         static_cast<std::size_t>(m_rowSize));
    }
    m_rows.resize(kept);
    m_interval.resize(kept * static_cast<std::size_t>(m_rowSize));
    m_total.resize(m_interval.size());
    m_index.clear();
    for (qsizetype row = 0; row < rowCount(); ++row)
        m_index.insert(key(row).toByteArray(), row);
    m_history.renumber(places);
    ++m_epoch;
    return true;
}

void TableStore::remember(const TableUpdate &update)
{
    TableInterval interval;
    interval.to = update.time;
    interval.from = update.time - (update.intervalNs > 0 ? update.intervalNs : firstIntervalNs);
    interval.rows.reserve(static_cast<std::size_t>(update.rows));
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        if (m_rows[row].changed == m_generation)
            interval.rows.push_back(static_cast<quint32>(row));
    }
    interval.values.resize(interval.rows.size() * m_tracked.size());
    for (std::size_t i = 0; i < interval.rows.size(); ++i)
        numbers(interval.rows[i], Values::Interval, interval.values.data() + i * m_tracked.size());
    m_history.append(std::move(interval));
}

void TableStore::hole(qint64 from, qint64 durationNs)
{
    m_marks.addHole(from, durationNs);
    if (m_generation == 0 || m_keepHistory == KeepHistory::No)
        return;
    TableInterval interval;
    interval.hole = true;
    interval.from = from;
    interval.to = from + std::max<qint64>(0, durationNs);
    m_history.append(std::move(interval));
}

void TableStore::clear()
{
    const quint64 epoch = m_epoch;
    *this = TableStore(ViewSpec(view()), m_keepHistory);
    m_epoch = epoch + 1;
}

} // namespace radiosonde
