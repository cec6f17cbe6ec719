// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/table_model.h"

#include "core/layout/scalar.h"
#include "views/quantity.h"

#include <QTextDocument>

#include <algorithm>
#include <numeric>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

QList<TableSortKey> initialSort(const ViewSpec &view)
{
    for (int i = 0; i < view.columns.size(); ++i) {
        const Column &column = view.columns.at(i);
        if (view.sortColumn.isEmpty() ? column.counter : column.name == view.sortColumn)
            return {{i, view.sortDescending ? Qt::DescendingOrder : Qt::AscendingOrder}};
    }
    return {{0, Qt::AscendingOrder}};
}

constexpr int rowsLookedAt = 500; // for completion

} // namespace

TableModel::TableModel(const TableStore &store, DisplayContext context, QObject *parent)
    : QAbstractTableModel(parent), m_store(store), m_trackedOf(size_t(store.view().columns.size()), -1)
{
    m_query.values =
        store.view().accumulate == Accumulate::Interval ? TableValues::Interval : TableValues::Total;
    m_query.sort = initialSort(store.view());
    m_query.context = context;
    m_readers = columns();
    for (size_t i = 0; i < store.tracked().size(); ++i) {
        if (!store.trackedColumn(i).counter)
            continue;
        m_trackedOf[size_t(store.tracked()[i])] = int(i);
        m_readers[store.tracked()[i]] = widened(store.trackedColumn(i));
    }
    refresh();
}

void TableModel::refresh()
{
    if (store().epoch() != m_epoch) { // rows have new indexes
        beginResetModel();
        m_epoch = store().epoch();
        m_passes.clear();
        m_result = runTableQuery(store(), m_query, m_passes);
        endResetModel();
        return;
    }
    takeResult(runTableQuery(store(), m_query, m_passes));
}

void TableModel::setValues(TableValues values)
{
    m_query.values = values;
    refresh();
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

void TableModel::setRange(const TimeRange &range)
{
    m_query.range = range;
    if (m_query.values == TableValues::Range)
        refresh();
}

void TableModel::setFilter(const QString &text)
{
    m_query.filter = Filter::parse(text, columns()).value_or(Filter());
    m_passes.clear();
    refresh();
}

void TableModel::setSort(const QList<SortKey> &keys)
{
    m_query.sort = keys;
    refresh();
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

void TableModel::setGroup(int column)
{
    beginResetModel();
    m_query.group = column;
    m_query.pins = m_pins.value(column);
    m_result = runTableQuery(store(), m_query, m_passes);
    endResetModel();
}

void TableModel::togglePins(const QList<int> &rows)
{
    QSet<QByteArray> &pins = m_pins[m_query.group];
    for (const int row : rows) {
        const QByteArray key = lineKey(store(), m_query, line(row).row);
        if (!pins.remove(key))
            pins.insert(key);
    }
    m_query.pins = pins;
    refresh();
}

void TableModel::setFrozen(bool frozen)
{
    if (frozen)
        m_snapshot.emplace(m_store);
    else
        m_snapshot.reset();
    refresh();
}

QByteArrayView TableModel::cellOf(int row, int column) const
{
    const TableLine &of = line(row);
    const int tracked = m_trackedOf[size_t(column)];
    if (tracked >= 0) {
        storeUnsigned(m_number.data(),
                      m_result.numbers[size_t(row) * store().tracked().size() + size_t(tracked)], 8);
        return QByteArrayView(m_number.data(), 8);
    }
    const Column &plain = columns().at(column);
    if (of.members > 1 && (column >= 64 || !(of.same >> column & 1)))
        return {}; // the members differ
    return store().cell(of.row, plain,
                        m_query.values == TableValues::Total ? TableStore::Values::Total
                                                             : TableStore::Values::Interval);
}

double TableModel::numberOf(int row, int column) const
{
    return radiosonde::numberOf(readValue(m_readers.at(column), cellOf(row, column)));
}

double TableModel::rateOf(int row, int column) const
{
    return store().intervalNs() > 0 ? numberOf(row, column) * 1e9 / double(store().intervalNs()) : 0;
}

QString TableModel::display(int row, int column) const
{
    if (m_trackedOf[size_t(column)] >= 0 && m_query.values == TableValues::Rate)
        return rateText(rateOf(row, column), columns().at(column));
    const QString text = displayText(m_readers.at(column), cellOf(row, column), m_query.context);
    const bool counted = column == m_query.group && line(row).members > 1;
    return counted ? tr("%1  (%L2)").arg(text).arg(line(row).members) : text;
}

QStringList TableModel::seenValues(qsizetype column) const
{
    QStringList seen;
    for (int row = 0; row < qMin(rowCount(), rowsLookedAt); ++row)
        seen += displayText(m_readers.at(column), cellOf(row, int(column)), m_query.context);
    seen.removeDuplicates();
    seen.removeAll(QString());
    return seen;
}

// Rows are added or taken at the end, then reordered, so that views keep what is selected and where they
// stand.
void TableModel::takeResult(TableResult result)
{
    const int before = rowCount();
    const int after = int(result.lines.size());
    if (after > before) {
        beginInsertRows({}, before, after - 1);
        m_result.lines.resize(size_t(after));
        m_result.numbers.resize(size_t(after) * store().tracked().size());
        endInsertRows();
    }
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList persistent = persistentIndexList();
    QHash<qsizetype, int> places; // by row of the store
    for (int i = 0; !persistent.isEmpty() && i < after; ++i)
        places.insert(result.lines[size_t(i)].row, i);
    // Rows that are to go move behind the others, where they are taken away below.
    QModelIndexList moved;
    int end = after;
    for (const QModelIndex &index : persistent) {
        const qsizetype row = m_result.lines[size_t(index.row())].row;
        auto place = places.constFind(row);
        if (place == places.constEnd() && index.row() < before && end < before)
            place = places.insert(row, end++);
        moved += place == places.constEnd() ? QModelIndex() : createIndex(*place, index.column());
    }
    m_result = std::move(result);
    m_result.lines.resize(size_t(qMax(before, after)));
    m_result.numbers.resize(m_result.lines.size() * store().tracked().size());
    changePersistentIndexList(persistent, moved);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
    if (after < before) {
        beginRemoveRows({}, after, before - 1);
        m_result.lines.resize(size_t(after));
        m_result.numbers.resize(size_t(after) * store().tracked().size());
        endRemoveRows();
    }
}

int TableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_result.lines.size());
}

int TableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(columns().size()) + 1;
}

QByteArray TableModel::textOf(QList<int> rows, RowFormat format) const
{
    if (rows.isEmpty()) {
        rows.resize(rowCount());
        std::iota(rows.begin(), rows.end(), 0);
    }
    QByteArray out = headerText(columns(), format);
    for (const int row : std::as_const(rows)) {
        if (format != RowFormat::Text) {
            appendRow(out, format, m_readers, [&](const Column &column) {
                return cellOf(row, int(&column - m_readers.constData()));
            });
            continue;
        }
        for (int i = 0; i < columns().size(); ++i)
            out += (i > 0 ? "\t" : "") + display(row, i).toUtf8();
        out += '\n';
    }
    return out;
}

} // namespace radiosonde
