// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/row_text.h"
#include "views/table_worker.h"

#include <QAbstractTableModel>

#include <array>
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

// The rows of a table, filtered, grouped and sorted, with a trend as the last column. What changes them is
// done at once where they are few; many are ordered on another thread, and until shown() the rows are those
// from before. GUI thread.
class TableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using SortKey = TableSortKey;

    explicit TableModel(std::shared_ptr<LiveTable> table, const DisplayContext &context,
                        QObject *parent = nullptr);

    // The table has changed: rows are chosen and ordered anew. Selected rows stay selected.
    void refresh();
    void keepUp() { m_worker->keepUp(); } // instead, while frozen

    void setValues(TableValues values);
    TableValues values() const { return m_query.values; }
    void setRange(const TimeRange &range);    // of TableValues::Range
    void setFilter(const QString &text);      // an expression; one that is wrong lets all rows pass
    void setSort(const QList<SortKey> &keys); // the first key leads
    const QList<SortKey> &sortKeys() const { return m_query.sort; }
    void setGroup(int column); // rows with equal values become one, counters are added up; -1: none
    int group() const { return m_query.group; }
    void togglePins(const QList<int> &rows); // pinned rows stay on top, whatever filter and values

    // While frozen the rows are those of the moment of freezing, whatever the table gets.
    void setFrozen(bool frozen);
    bool frozen() const { return m_held != nullptr; }

    const TableData &table() const { return *m_look.data; }  // that the rows are of
    const TableQuery &query() const { return m_look.query; } // that chose the rows
    const TableLine &line(int row) const { return m_look.result.lines[size_t(row)]; }
    bool isBusy() const { return m_worker->isBusy(); } // newer rows are on their way

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

Q_SIGNALS:
    void shown(); // the rows are others than before

private:
    const QList<Column> &columns() const { return m_table->view().columns; }
    // What m_readers reads; a counter's bytes are valid until the next call.
    QByteArrayView cellOf(int row, int column) const;
    double rateOf(int row, int column) const;
    double numberOf(int row, int column) const;
    QVariant toolTip(int row, int column) const;
    void show(const TableLook &look);
    void reorder(const TableLook &look);
    QModelIndexList movedTo(const TableResult &result, const QModelIndexList &indexes) const;
    void setLineCount(int count);

    std::shared_ptr<LiveTable> m_table;
    TableWorker *m_worker;
    std::shared_ptr<const TableData> m_held; // while frozen
    TableQuery m_query;                      // that is wanted
    QHash<int, QSet<QByteArray>> m_pins;     // by group
    TableLook m_look;                        // the lines of its result are the model's rows
    std::vector<int> m_trackedOf;            // by column: its place among the tracked; -1: none
    QList<Column> m_readers;                 // by column: of a counter one that reads a number by itself
    mutable std::array<char, 8> m_number{};  // of a counter's cell
};

} // namespace radiosonde
