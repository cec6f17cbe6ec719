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

TableModel::TableModel(std::shared_ptr<LiveTable> table, const DisplayContext &context, QObject *parent)
    : QAbstractTableModel(parent), m_table(std::move(table)), m_worker(new TableWorker(m_table, this)),
      m_trackedOf(size_t(columns().size()), -1), m_readers(columns())
{
    m_query.values =
        m_table->view().accumulate == Accumulate::Interval ? TableValues::Interval : TableValues::Total;
    m_query.sort = initialSort(m_table->view());
    m_query.context = context;
    m_look.data = std::make_shared<const TableData>(m_table->view());
    m_look.query = m_query;
    m_look.result.largest.assign(m_look.data->tracked().size(), 0);
    for (size_t i = 0; i < this->table().tracked().size(); ++i) {
        const Column &column = this->table().trackedColumn(i);
        if (!column.counter)
            continue;
        m_trackedOf[size_t(this->table().tracked()[i])] = int(i);
        m_readers[this->table().tracked()[i]] = widened(column);
    }
    connect(m_worker, &TableWorker::ready, this, &TableModel::show);
    refresh();
}

void TableModel::refresh()
{
    m_worker->request(m_query, m_held);
}

void TableModel::show(const TableLook &look)
{
    const bool sameHead = look.query.values == m_look.query.values && look.query.sort == m_look.query.sort;
    if (look.data->epoch() != table().epoch() || look.query.group != m_look.query.group) {
        beginResetModel(); // rows have new indexes, or stand for others
        m_look = look;
        endResetModel();
    } else {
        reorder(look);
    }
    if (!sameHead)
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    Q_EMIT shown();
}

void TableModel::setValues(TableValues values)
{
    m_query.values = values;
    refresh();
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
    m_worker->forgetFilter();
    refresh();
}

void TableModel::setSort(const QList<SortKey> &keys)
{
    m_query.sort = keys;
    refresh();
}

void TableModel::setGroup(int column)
{
    m_query.group = column;
    m_query.pins = m_pins.value(column);
    refresh();
}

void TableModel::togglePins(const QList<int> &rows)
{
    QSet<QByteArray> &pins = m_pins[query().group];
    for (const int row : rows) {
        const QByteArray key = lineKey(table(), query(), line(row).row);
        if (!pins.remove(key))
            pins.insert(key);
    }
    m_query.pins = m_pins.value(m_query.group);
    refresh();
}

void TableModel::setFrozen(bool frozen)
{
    m_held = frozen ? m_look.data : nullptr;
    refresh();
}

QByteArrayView TableModel::cellOf(int row, int column) const
{
    const TableLine &of = line(row);
    const int tracked = m_trackedOf[size_t(column)];
    if (tracked >= 0) {
        storeUnsigned(m_number.data(),
                      m_look.result.numbers[size_t(row) * table().tracked().size() + size_t(tracked)], 8);
        return QByteArrayView(m_number.data(), 8);
    }
    const Column &plain = columns().at(column);
    if (of.members > 1 && (column >= 64 || !(of.same >> column & 1)))
        return {}; // the members differ
    return table().cell(of.row, plain,
                        query().values == TableValues::Total ? TableStore::Values::Total
                                                             : TableStore::Values::Interval);
}

double TableModel::numberOf(int row, int column) const
{
    return radiosonde::numberOf(readValue(m_readers.at(column), cellOf(row, column)));
}

double TableModel::rateOf(int row, int column) const
{
    return table().intervalNs() > 0 ? numberOf(row, column) * 1e9 / double(table().intervalNs()) : 0;
}

QString TableModel::display(int row, int column) const
{
    if (m_trackedOf[size_t(column)] >= 0 && query().values == TableValues::Rate)
        return rateText(rateOf(row, column), columns().at(column));
    const QString text = displayText(m_readers.at(column), cellOf(row, column), query().context);
    const bool counted = column == query().group && line(row).members > 1;
    return counted ? tr("%1  (%L2)").arg(text).arg(line(row).members) : text;
}

QStringList TableModel::seenValues(qsizetype column) const
{
    QStringList seen;
    for (int row = 0; row < qMin(rowCount(), rowsLookedAt); ++row)
        seen += displayText(m_readers.at(column), cellOf(row, int(column)), query().context);
    seen.removeDuplicates();
    seen.removeAll(QString());
    return seen;
}

void TableModel::setLineCount(int count)
{
    m_look.result.lines.resize(size_t(count));
    m_look.result.numbers.resize(size_t(count) * table().tracked().size());
}

// Where rows are in a new result. Those that it does not have stand behind the others, as far as there is
// room among the rows so far: they are taken away there.
QModelIndexList TableModel::movedTo(const TableResult &result, const QModelIndexList &indexes) const
{
    QHash<qsizetype, int> places; // by row of the table
    for (const QModelIndex &index : indexes)
        places.insert(line(index.row()).row, -1);
    for (size_t i = 0; !places.isEmpty() && i < result.lines.size(); ++i) {
        const auto place = places.find(result.lines[i].row);
        if (place != places.end())
            *place = int(i);
    }
    QModelIndexList moved;
    int end = int(result.lines.size());
    for (const QModelIndex &index : indexes) {
        int &place = places[line(index.row()).row];
        if (place < 0 && end < rowCount())
            place = end++;
        moved += place < 0 ? QModelIndex() : createIndex(place, index.column());
    }
    return moved;
}

// Rows are added or taken at the end, then reordered, so that views keep what is selected and where they
// stand.
void TableModel::reorder(const TableLook &look)
{
    const int before = rowCount();
    const int after = int(look.result.lines.size());
    if (after > before) {
        beginInsertRows({}, before, after - 1);
        setLineCount(after);
        endInsertRows();
    }
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    QModelIndexList persistent = persistentIndexList();
    persistent.removeIf([before](const QModelIndex &index) { return index.row() >= before; });
    const QModelIndexList moved = movedTo(look.result, persistent);
    m_look = look;
    setLineCount(qMax(before, after));
    changePersistentIndexList(persistent, moved);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
    if (after < before) {
        beginRemoveRows({}, after, before - 1);
        setLineCount(after);
        endRemoveRows();
    }
}

int TableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_look.result.lines.size());
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
