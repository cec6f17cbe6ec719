// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/value.h"
#include "core/model/filter.h"
#include "core/model/table_data.h"

#include <QSet>

#include <optional>
#include <vector>

namespace radiosonde
{

// What the counters of a top table show; Range: the sums over a range of time.
enum class TableValues : quint8 { Interval, Total, Rate, Range };

struct TableSortKey
{
    int column = 0; // of the view; the number of columns: the order in which rows came
    Qt::SortOrder order = Qt::DescendingOrder;

    bool operator==(const TableSortKey &) const = default;
};

// How a table is looked at.
struct TableQuery
{
    TableValues values = TableValues::Interval;
    TimeRange range; // of TableValues::Range
    Filter filter;
    QList<TableSortKey> sort; // the first key leads
    int group = -1;           // column whose equal values make one line; -1: each row is a line
    QSet<QByteArray> pins;    // lineKey() of those that stay on top and in sight
    DisplayContext context;   // for the filter
};

// A row of the table, or the rows of a group.
struct TableLine
{
    enum class State : quint8 { Known, New, Gone };

    qsizetype row = 0; // of the data; of a group its first
    quint32 members = 1;
    bool pinned = false;
    State state = State::Known; // New: first seen in the last interval; Gone: the map no longer has it
    quint64 same = 0;           // bit i: column i (below 64) has the same value in all members
};

struct TableResult
{
    std::vector<TableLine> lines;
    std::vector<quint64> numbers; // of each line its tracked columns, as TableInterval::values
    std::vector<double> largest;  // by tracked column
};

// How many intervals a row that is gone stays in sight where counters are per interval.
inline constexpr quint64 goneIntervals = 3;

// `passes` remembers by row whether the filter lets it pass (0 not known, 1, -1); it belongs to the filter.
TableResult runTableQuery(const TableData &data, const TableQuery &query, std::vector<qint8> &passes);

// As filters see a row of the table, its counters as `values` says.
class TableFilterRow : public FilterRow
{
public:
    TableFilterRow(const TableData &data, qsizetype row, TableValues values)
        : m_data(data), m_row(row), m_values(values)
    {
    }
    QByteArrayView bytes(qsizetype index) const override;
    std::optional<double> shownNumber(qsizetype index) const override;

private:
    const TableData &m_data;
    qsizetype m_row;
    TableValues m_values;
};

// What tells a line from others of its kind: the key's bytes, or the group's value.
QByteArray lineKey(const TableData &data, const TableQuery &query, qsizetype row);

// The rows that a line stands for, rising.
std::vector<quint32> membersOf(const TableData &data, const TableQuery &query, const TableLine &line);

// A number of a tracked column as `column`'s bytes would be read: a column for 8 bytes that stand alone.
Column widened(const Column &column);

} // namespace radiosonde
