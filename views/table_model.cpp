// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/table_model.h"

#include "views/quantity.h"

#include <QTextDocument>

#include <algorithm>
#include <numeric>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

QList<TableModel::SortKey> initialSort(const ViewSpec &view)
{
    for (int i = 0; i < view.columns.size(); ++i) {
        const Column &column = view.columns.at(i);
        if (view.sortColumn.isEmpty() ? column.counter : column.name == view.sortColumn)
            return {{i, view.sortDescending ? Qt::DescendingOrder : Qt::AscendingOrder}};
    }
    return {{0, Qt::AscendingOrder}};
}

// A row of the table as filters see it.
struct TableRow : FilterRow
{
    const TableStore &store;
    qsizetype row;
    TableValues values;

    TableRow(const TableStore &of, qsizetype index, TableValues shown) : store(of), row(index), values(shown)
    {
    }
    QByteArrayView bytes(qsizetype index) const override
    {
        return store.cell(row, store.view().columns.at(index),
                          values == TableValues::Total ? TableStore::Values::Total
                                                       : TableStore::Values::Interval);
    }
    std::optional<double> shownNumber(qsizetype index) const override
    {
        const Column &column = store.view().columns.at(index);
        return values == TableValues::Rate && column.counter ? std::optional(store.rate(row, column))
                                                             : std::nullopt;
    }
};

constexpr int rowsLookedAt = 500; // for completion

} // namespace

TableModel::TableModel(const TableStore &store, DisplayContext context, QObject *parent)
    : QAbstractTableModel(parent), m_store(store), m_context(context),
      m_values(store.view().accumulate == Accumulate::Interval ? TableValues::Interval : TableValues::Total),
      m_sort(initialSort(store.view()))
{
    refresh();
}

void TableModel::refresh()
{
    std::vector<qsizetype> rows = chosenRows();
    order(rows);
    replaceRows(std::move(rows));
}

void TableModel::setValues(TableValues values)
{
    m_values = values;
    refresh();
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

void TableModel::setFilter(const QString &text)
{
    m_filter = Filter::parse(text, columns()).value_or(Filter());
    m_passes.clear();
    refresh();
}

void TableModel::setSort(const QList<SortKey> &keys)
{
    m_sort = keys;
    refresh();
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

void TableModel::setFrozen(bool frozen)
{
    if (frozen)
        m_snapshot.emplace(m_store);
    else
        m_snapshot.reset();
    refresh();
}

QByteArrayView TableModel::cell(qsizetype row, const Column &column) const
{
    return store().cell(row, column,
                        m_values == TableValues::Total ? TableStore::Values::Total
                                                       : TableStore::Values::Interval);
}

Value TableModel::sortValue(qsizetype row, const Column &column) const
{
    if (column.counter && m_values == TableValues::Rate)
        return store().rate(row, column);
    return readValue(column, cell(row, column));
}

QString TableModel::display(qsizetype row, const Column &column) const
{
    if (column.counter && m_values == TableValues::Rate)
        return rateText(store().rate(row, column), column);
    return displayText(column, cell(row, column), m_context);
}

bool TableModel::shown(qsizetype row) const
{
    return m_values == TableValues::Total || (store().active(row) && !store().removed(row));
}

// Unless the filter asks for counters, what was found out once holds while the numbers change.
bool TableModel::passes(qsizetype row)
{
    if (m_filter.isEmpty())
        return true;
    qint8 &known = m_passes[size_t(row)];
    if (known == 0 || m_filter.usesCounters())
        known = m_filter.matches(TableRow(store(), row, m_values), m_context) ? 1 : -1;
    return known > 0;
}

QStringList TableModel::seenValues(qsizetype column) const
{
    QStringList seen;
    for (int row = 0; row < qMin(rowCount(), rowsLookedAt); ++row)
        seen += display(m_rows[size_t(row)], columns().at(column));
    seen.removeDuplicates();
    seen.removeAll(QString());
    return seen;
}

std::vector<qsizetype> TableModel::chosenRows()
{
    std::vector<qsizetype> rows;
    m_passes.resize(size_t(store().rowCount()), 0);
    for (qsizetype row = 0; row < store().rowCount(); ++row) {
        if (shown(row) && passes(row))
            rows.push_back(row);
    }
    return rows;
}

void TableModel::order(std::vector<qsizetype> &rows) const
{
    struct Entry
    {
        qsizetype row;
        std::vector<Value> keys;
    };
    std::vector<Entry> entries;
    entries.reserve(rows.size());
    for (const qsizetype row : rows) {
        Entry entry{row, {}};
        for (const SortKey &key : m_sort)
            entry.keys.push_back(key.column < columns().size() ? sortValue(row, columns().at(key.column))
                                                               : Value(numberOf(Value(quint64(row)))));
        entries.push_back(std::move(entry));
    }
    std::stable_sort(entries.begin(), entries.end(), [this](const Entry &a, const Entry &b) {
        for (qsizetype i = 0; i < m_sort.size(); ++i) {
            const auto order = compareValues(a.keys[size_t(i)], b.keys[size_t(i)]);
            if (order != 0)
                return m_sort.at(i).order == Qt::AscendingOrder ? order < 0 : order > 0;
        }
        return false;
    });
    std::transform(entries.begin(), entries.end(), rows.begin(),
                   [](const Entry &entry) { return entry.row; });
}

// Rows are added or taken at the end, then reordered, so that views keep what is selected and where they
// stand.
void TableModel::replaceRows(std::vector<qsizetype> rows)
{
    const int before = int(m_rows.size());
    const int after = int(rows.size());
    if (after > before) {
        beginInsertRows({}, before, after - 1);
        m_rows.resize(rows.size(), -1);
        endInsertRows();
    }
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList persistent = persistentIndexList();
    QHash<qsizetype, int> place;
    if (!persistent.isEmpty()) {
        for (int i = 0; i < after; ++i)
            place.insert(rows[size_t(i)], i);
    }
    // Rows that are to go move behind the others, where they are taken away below.
    std::vector<qsizetype> gone;
    int end = after;
    for (const QModelIndex &index : persistent) {
        const qsizetype row = m_rows[size_t(index.row())];
        if (row >= 0 && !place.contains(row) && end < before) {
            place.insert(row, end++);
            gone.push_back(row);
        }
    }
    QModelIndexList moved;
    for (const QModelIndex &index : persistent) {
        const int target = place.value(m_rows[size_t(index.row())], -1);
        moved += target < 0 ? QModelIndex() : createIndex(target, index.column());
    }
    m_rows = std::move(rows);
    m_rows.insert(m_rows.end(), gone.begin(), gone.end());
    m_rows.resize(size_t(qMax(before, after)), -1);
    changePersistentIndexList(persistent, moved);
    measureColumns();
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
    if (after < before) {
        beginRemoveRows({}, after, before - 1);
        m_rows.resize(size_t(after));
        endRemoveRows();
    }
}

void TableModel::measureColumns()
{
    m_largest.assign(size_t(columns().size()), 0);
    for (const qsizetype row : m_rows) {
        for (qsizetype i = 0; row >= 0 && i < columns().size(); ++i) {
            if (columns().at(i).counter)
                m_largest[size_t(i)] = qMax(m_largest[size_t(i)], numberOf(sortValue(row, columns().at(i))));
        }
    }
}

int TableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int TableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(columns().size()) + 1;
}

QVariant TableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const qsizetype row = m_rows[size_t(index.row())];
    if (row < 0 || row >= store().rowCount())
        return {};
    if (index.column() == columns().size()) {
        if (role != TrendRole)
            return {};
        const std::vector<quint64> history = store().history(row);
        QList<double> trend;
        for (const quint64 value : history)
            trend += value == TableStore::gap ? std::numeric_limits<double>::quiet_NaN() : double(value);
        return QVariant::fromValue(trend);
    }
    const Column &column = columns().at(index.column());
    if (role == Qt::DisplayRole)
        return display(row, column);
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (isNumeric(column) ? Qt::AlignRight : Qt::AlignLeft));
    if (role == HeatRole && column.counter && m_largest[size_t(index.column())] > 0)
        return numberOf(sortValue(row, column)) / m_largest[size_t(index.column())];
    if (role == Qt::ToolTipRole && !column.counter) // plain text: Qt would read markup in a target's names
        return Qt::convertFromPlainText(display(row, column));
    return {};
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical || section < 0 || section > columns().size())
        return {};
    if (section == columns().size() && role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | Qt::AlignLeft);
    if (section == columns().size())
        return role == Qt::DisplayRole ? QVariant(tr("Trend")) : QVariant();
    const Column &column = columns().at(section);
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (isNumeric(column) ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::ToolTipRole)
        return Qt::convertFromPlainText(
            column.description.isEmpty() ? column.name : column.name + u": "_s + column.description);
    if (role != Qt::DisplayRole)
        return {};
    QString text =
        column.counter && m_values == TableValues::Rate ? tr("%1/s").arg(column.title) : column.title;
    for (qsizetype i = 0; i < m_sort.size() && m_sort.size() > 1; ++i) {
        if (m_sort.at(i).column == section)
            text += u" %1%2"_s.arg(m_sort.at(i).order == Qt::AscendingOrder ? u"▲"_s : u"▼"_s).arg(i + 1);
    }
    return text;
}

QByteArray TableModel::textOf(QList<int> rows, RowFormat format) const
{
    if (rows.isEmpty()) {
        rows.resize(rowCount());
        std::iota(rows.begin(), rows.end(), 0);
    }
    QByteArray out = headerText(columns(), format);
    for (const int row : std::as_const(rows)) {
        const qsizetype source = m_rows[size_t(row)];
        if (format != RowFormat::Text) {
            appendRow(out, format, columns(), [&](const Column &column) { return cell(source, column); });
            continue;
        }
        for (int i = 0; i < columns().size(); ++i)
            out += (i > 0 ? "\t" : "") + display(source, columns().at(i)).toUtf8();
        out += '\n';
    }
    return out;
}

} // namespace radiosonde
