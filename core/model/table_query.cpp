// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/table_query.h"

#include "core/layout/scalar.h"
#include "core/model/table_sort.h"

#include <algorithm>
#include <numeric>

namespace radiosonde
{

namespace
{

// Text up to its end, other cells as they stand.
QByteArrayView groupBytes(const Column &column, QByteArrayView base)
{
    const quint32 size = column.type ? column.type->size : 0;
    QByteArrayView bytes = base.sliced(qMin<qsizetype>(column.offset, base.size()));
    bytes = bytes.first(qMin<qsizetype>(size, bytes.size()));
    if (column.meaning != Meaning::Text)
        return bytes;
    const qsizetype end = bytes.indexOf('\0');
    return end < 0 ? bytes : bytes.first(end);
}

class Querying
{
public:
    Querying(const TableData &data, const TableQuery &query, std::vector<qint8> &passes)
        : m_data(data), m_query(query), m_passes(passes)
    {
    }

    TableResult run()
    {
        m_passes.resize(std::size_t(m_data.rowCount()), 0);
        if (m_query.values == TableValues::Range)
            m_sums = m_data.history().sums(m_query.range, std::size_t(m_data.rowCount()));
        collect();
        if (m_query.group >= 0 && m_query.group < m_data.view().columns.size())
            group();
        sortTableLines(m_data, m_query, m_result);
        measure();
        return std::move(m_result);
    }

private:
    bool passes(qsizetype row)
    {
        if (m_query.filter.isEmpty())
            return true;
        qint8 &known = m_passes[std::size_t(row)];
        if (known == 0 || m_query.filter.usesCounters())
            known =
                m_query.filter.matches(TableFilterRow(m_data, row, m_query.values), m_query.context) ? 1 : -1;
        return known > 0;
    }

    bool isShown(qsizetype row) const
    {
        if (m_query.values == TableValues::Total)
            return true;
        if (m_query.values == TableValues::Range)
            return m_sums.seen[std::size_t(row)];
        if (m_data.removed(row))
            return m_data.removedFor(row) < goneIntervals;
        return m_data.active(row);
    }

    void collect()
    {
        const bool pins = !m_query.pins.isEmpty();
        m_result.lines.reserve(std::size_t(m_data.rowCount()));
        m_result.numbers.reserve(std::size_t(m_data.rowCount()) * m_data.tracked().size());
        for (qsizetype row = 0; row < m_data.rowCount(); ++row) {
            const bool pinned = pins && m_query.pins.contains(lineKey(m_data, m_query, row));
            if (!pinned && !(isShown(row) && passes(row)))
                continue;
            TableLine line;
            line.row = row;
            line.pinned = pinned;
            line.same = ~quint64(0);
            line.state = m_data.removed(row) ? TableLine::State::Gone
                         : m_data.isNew(row) ? TableLine::State::New
                                             : TableLine::State::Known;
            m_result.lines.push_back(line);
            appendNumbers(row);
        }
    }

    void appendNumbers(qsizetype row)
    {
        const std::size_t tracked = m_data.tracked().size();
        const std::size_t at = m_result.numbers.size();
        m_result.numbers.resize(at + tracked, 0);
        quint64 *numbers = m_result.numbers.data() + at;
        if (m_query.values == TableValues::Range)
            std::copy_n(m_sums.values.data() + std::size_t(row) * tracked, tracked, numbers);
        else if (m_query.values == TableValues::Total)
            m_data.numbers(row, TableData::Values::Total, numbers);
        else if (m_data.active(row) && !m_data.removed(row))
            m_data.numbers(row, TableData::Values::Interval, numbers);
    }

    // Lines of equal values become one, which stands where the first of them stood.
    void group()
    {
        const std::size_t tracked = m_data.tracked().size();
        TableResult grouped;
        QHash<QByteArray, std::size_t> places;
        for (std::size_t i = 0; i < m_result.lines.size(); ++i) {
            const TableLine &line = m_result.lines[i];
            const QByteArray key = lineKey(m_data, m_query, line.row);
            const auto known = places.constFind(key);
            const quint64 *numbers = m_result.numbers.data() + i * tracked;
            if (known == places.constEnd()) {
                places.insert(key, grouped.lines.size());
                grouped.lines.push_back(line);
                grouped.numbers.insert(grouped.numbers.end(), numbers, numbers + tracked);
                continue;
            }
            merge(grouped.lines[*known], line);
            for (std::size_t column = 0; column < tracked; ++column)
                grouped.numbers[*known * tracked + column] += numbers[column];
        }
        m_result = std::move(grouped);
    }

    void merge(TableLine &into, const TableLine &line) const
    {
        ++into.members;
        if (line.state != into.state)
            into.state = TableLine::State::Known;
        const auto &columns = m_data.view().columns;
        const auto values =
            m_query.values == TableValues::Total ? TableData::Values::Total : TableData::Values::Interval;
        for (qsizetype i = 0; i < qMin<qsizetype>(columns.size(), 64); ++i) {
            const quint64 bit = quint64(1) << i;
            if ((into.same & bit) &&
                groupBytes(columns.at(i), m_data.cell(into.row, columns.at(i), values)) !=
                    groupBytes(columns.at(i), m_data.cell(line.row, columns.at(i), values)))
                into.same &= ~bit;
        }
    }

    void measure()
    {
        const std::size_t tracked = m_data.tracked().size();
        m_result.largest.assign(tracked, 0);
        for (std::size_t column = 0; column < tracked; ++column) {
            const bool isSigned = isSignedColumn(m_data.trackedColumn(column));
            quint64 largest = 0; // none is drawn below zero
            for (std::size_t i = column; i < m_result.numbers.size(); i += tracked) {
                const quint64 bits = m_result.numbers[i];
                largest = isSigned && qint64(bits) < 0 ? largest : std::max(largest, bits);
            }
            m_result.largest[column] = double(largest);
        }
    }

    const TableData &m_data;
    const TableQuery &m_query;
    std::vector<qint8> &m_passes;
    TableHistory::Sums m_sums;
    TableResult m_result;
};

} // namespace

QByteArrayView TableFilterRow::bytes(qsizetype index) const
{
    return m_data.cell(m_row, m_data.view().columns.at(index),
                       m_values == TableValues::Total ? TableData::Values::Total
                                                      : TableData::Values::Interval);
}

std::optional<double> TableFilterRow::shownNumber(qsizetype index) const
{
    const Column &column = m_data.view().columns.at(index);
    return m_values == TableValues::Rate && column.counter ? std::optional(m_data.rate(m_row, column))
                                                           : std::nullopt;
}

TableResult runTableQuery(const TableData &data, const TableQuery &query, std::vector<qint8> &passes)
{
    return Querying(data, query, passes).run();
}

QByteArray lineKey(const TableData &data, const TableQuery &query, qsizetype row)
{
    if (query.group < 0 || query.group >= data.view().columns.size())
        return data.key(row).toByteArray();
    const Column &column = data.view().columns.at(query.group);
    return groupBytes(column, data.cell(row, column, TableData::Values::Interval)).toByteArray();
}

std::vector<quint32> membersOf(const TableData &data, const TableQuery &query, const TableLine &line)
{
    if (query.group < 0)
        return {quint32(line.row)};
    std::vector<quint32> members;
    const QByteArray key = lineKey(data, query, line.row);
    for (qsizetype row = 0; row < data.rowCount(); ++row) {
        if (lineKey(data, query, row) == key)
            members.push_back(quint32(row));
    }
    return members;
}

Column widened(const Column &column)
{
    Column wide = column;
    const TypeKind kind = isSignedColumn(column) ? TypeKind::Signed : TypeKind::Unsigned;
    wide.type = std::make_shared<Type>(Type{.kind = kind, .size = 8});
    wide.offset = wide.bitOffset = wide.bitWidth = 0;
    wide.inKey = false;
    return wide;
}

} // namespace radiosonde
