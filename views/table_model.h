// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/value.h"
#include "core/model/filter.h"
#include "core/model/table_store.h"
#include "views/row_text.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace radiosonde
{

// What the counters of a top table show.
enum class TableValues : quint8 { Interval, Total, Rate };

// Roles beyond Qt's, for the delegate.
enum TableRole : int {
    HeatRole =
        Qt::UserRole, // double 0..1: share of the column's largest value; not valid where none is drawn
    TrendRole,        // QList<double>: the last intervals, oldest first; NaN where nothing is known
};

// The rows of a TableStore, filtered and sorted, with a trend as the last column. The store is read in
// refresh() and data(); it must outlive the model. GUI thread.
class TableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    struct SortKey
    {
        int column = 0;
        Qt::SortOrder order = Qt::DescendingOrder;

        bool operator==(const SortKey &) const = default;
    };

    explicit TableModel(const TableStore &store, DisplayContext context, QObject *parent = nullptr);

    // The store has changed: rows are chosen and ordered anew. Selected rows stay selected.
    void refresh();

    void setValues(TableValues values);
    TableValues values() const { return m_values; }
    void setFilter(const QString &text);      // an expression; one that is wrong lets all rows pass
    void setSort(const QList<SortKey> &keys); // the first key leads
    const QList<SortKey> &sortKeys() const { return m_sort; }

    // While frozen the rows are those of the moment of freezing, whatever the store gets.
    void setFrozen(bool frozen);
    bool frozen() const { return m_snapshot.has_value(); }

    // Different texts of a column among the first rows, for completion.
    QStringList seenValues(qsizetype column) const;

    // Lines of the given model rows, all rows when empty; with a header line for Text and Csv.
    QByteArray textOf(QList<int> rows, RowFormat format) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const TableStore &store() const { return m_snapshot ? *m_snapshot : m_store; }
    const QList<Column> &columns() const { return m_store.view().columns; }
    QByteArrayView cell(qsizetype row, const Column &column) const;
    Value sortValue(qsizetype row, const Column &column) const;
    QString display(qsizetype row, const Column &column) const;
    bool shown(qsizetype row) const;
    bool passes(qsizetype row);
    std::vector<qsizetype> chosenRows();
    void order(std::vector<qsizetype> &rows) const;
    void replaceRows(std::vector<qsizetype> rows);
    void measureColumns();

    const TableStore &m_store;
    std::optional<TableStore> m_snapshot;
    DisplayContext m_context;
    TableValues m_values;
    Filter m_filter;
    QList<SortKey> m_sort;
    std::vector<qsizetype> m_rows; // of the store, as shown
    std::vector<qint8> m_passes;   // by store row: 0 not known, 1 passes the filter, -1 does not
    std::vector<double> m_largest; // by column
};

} // namespace radiosonde
