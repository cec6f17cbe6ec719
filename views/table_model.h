// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/table_query.h"
#include "views/row_text.h"

#include <QAbstractTableModel>

#include <array>
#include <optional>
#include <vector>

namespace radiosonde
{

// Roles beyond Qt's, for the delegate.
enum TableRole : int {
    HeatRole =
        Qt::UserRole, // double 0..1: share of the column's largest value; not valid where none is drawn
    TrendRole,        // QList<double>: the last intervals, oldest first; NaN where nothing is known
    LineStateRole,    // int: TableLine::State
    PinnedRole,       // bool
};

// The rows of a TableStore, filtered, grouped and sorted, with a trend as the last column. The store is read
// in refresh() and data(); it must outlive the model. GUI thread.
class TableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using SortKey = TableSortKey;

    explicit TableModel(const TableStore &store, DisplayContext context, QObject *parent = nullptr);

    // The store has changed: rows are chosen and ordered anew. Selected rows stay selected.
    void refresh();

    void setValues(TableValues values);
    TableValues values() const { return m_query.values; }
    void setRange(const TimeRange &range);    // of TableValues::Range
    void setFilter(const QString &text);      // an expression; one that is wrong lets all rows pass
    void setSort(const QList<SortKey> &keys); // the first key leads
    const QList<SortKey> &sortKeys() const { return m_query.sort; }
    void setGroup(int column); // rows with equal values become one, counters are added up; -1: none
    int group() const { return m_query.group; }
    void togglePins(const QList<int> &rows); // pinned rows stay on top, whatever filter and values

    // While frozen the rows are those of the moment of freezing, whatever the store gets.
    void setFrozen(bool frozen);
    bool frozen() const { return m_snapshot.has_value(); }

    const TableStore &store() const { return m_snapshot ? *m_snapshot : m_store; }
    const TableQuery &query() const { return m_query; }
    const TableLine &line(int row) const { return m_result.lines[size_t(row)]; }

    // Different texts of a column among the first rows, for completion.
    QStringList seenValues(qsizetype column) const;
    QString display(int row, int column) const;          // as the view shows it
    QString conditionAt(const QModelIndex &index) const; // that rows with this cell's value fulfil

    // Lines of the given model rows, all rows when empty; with a header line for Text and Csv.
    QByteArray textOf(QList<int> rows, RowFormat format) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const QList<Column> &columns() const { return m_store.view().columns; }
    // What m_readers reads; a counter's bytes are valid until the next call.
    QByteArrayView cellOf(int row, int column) const;
    double rateOf(int row, int column) const;
    double numberOf(int row, int column) const;
    QVariant toolTip(int row, int column) const;
    void takeResult(TableResult result);

    const TableStore &m_store;
    std::optional<TableStore> m_snapshot;
    TableQuery m_query;
    QHash<int, QSet<QByteArray>> m_pins;    // by group
    TableResult m_result;                   // its lines are the model's rows
    std::vector<qint8> m_passes;            // what runTableQuery() remembers
    std::vector<int> m_trackedOf;           // by column: its place among the tracked; -1: none
    QList<Column> m_readers;                // by column: of a counter one that reads a number by itself
    quint64 m_epoch = 0;                    // of the store, that the rows are of
    mutable std::array<char, 8> m_number{}; // of a counter's cell
};

} // namespace radiosonde
