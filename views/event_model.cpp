// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/event_model.h"

#include "core/base/units.h"
#include "views/hole_delegate.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QTextDocument>

#include <algorithm>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 sliceNs = 6'000'000;

// The record's own time stamp is what EventStore::time() tells.
QList<Column> shownColumns(const ViewSpec &view)
{
    QList<Column> columns;
    for (const Column &column : view.columns) {
        if (column.meaning != Meaning::Time)
            columns += column;
    }
    return columns;
}

QString timeText(qint64 ns)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(ns / 1'000'000);
    return time.toString(u"HH:mm:ss"_s) + u'.' + u"%1"_s.arg(ns / 1000 % 1'000'000, 6, 10, QChar(u'0'));
}

// A record as filters see it.
struct EventRow : FilterRow
{
    QByteArrayView record;

    explicit EventRow(QByteArrayView of) : record(of) {}
    QByteArrayView bytes(qsizetype) const override { return record; }
};

constexpr qint64 recordsLookedAt = 2000; // for completion

Column timeColumn()
{
    Column column;
    column.name = u"time"_s;
    return column;
}

} // namespace

EventModel::EventModel(const EventStore &store, DisplayContext context, QObject *parent)
    : QAbstractTableModel(parent), m_store(store), m_context(context), m_columns(shownColumns(store.view())),
      m_first(store.first()), m_end(store.end())
{
    m_slices.setInterval(0);
    connect(&m_slices, &QTimer::timeout, this, [this] { takeFiltered(sliceNs); });
}

qint64 EventModel::count() const
{
    return m_filter.isEmpty() ? m_end - m_first : qint64(m_matches.size());
}

int EventModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(count());
}

int EventModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size()) + 1;
}

qint64 EventModel::numberOf(int row) const
{
    return m_filter.isEmpty() ? m_first + row : m_matches[size_t(row)];
}

void EventModel::refresh()
{
    dropFront();
    if (m_frozen)
        return;
    if (m_filter.isEmpty())
        takePlain();
    else
        takeFiltered(sliceNs);
}

void EventModel::dropFront()
{
    const qint64 first = m_store.first();
    if (first <= m_first)
        return;
    qint64 gone = qMin(first, m_end) - m_first;
    if (!m_filter.isEmpty())
        gone = std::lower_bound(m_matches.begin(), m_matches.end(), first) - m_matches.begin();
    if (gone > 0) {
        beginRemoveRows({}, 0, int(gone) - 1);
        if (!m_filter.isEmpty())
            m_matches.erase(m_matches.begin(), m_matches.begin() + gone);
        m_first = first;
        m_end = qMax(m_end, first);
        endRemoveRows();
    }
    m_first = first;
    m_end = qMax(m_end, first);
}

void EventModel::takePlain()
{
    const qint64 end = m_store.end();
    if (end <= m_end)
        return;
    beginInsertRows({}, int(m_end - m_first), int(end - m_first) - 1);
    m_end = end;
    endInsertRows();
}

void EventModel::takeFiltered(qint64 budgetNs)
{
    QElapsedTimer clock;
    clock.start();
    std::vector<qint64> found;
    qint64 number = m_end;
    for (; number < m_store.end(); ++number) {
        if ((number & 63) == 0 && clock.nsecsElapsed() > budgetNs)
            break;
        if (m_store.holeAt(number) || m_filter.matches(EventRow(m_store.record(number)), m_context))
            found.push_back(number);
    }
    m_end = number;
    if (!found.empty()) {
        beginInsertRows({}, int(m_matches.size()), int(m_matches.size() + found.size()) - 1);
        m_matches.insert(m_matches.end(), found.begin(), found.end());
        endInsertRows();
    }
    const bool more = m_end < m_store.end() && !m_frozen;
    if (more == m_slices.isActive())
        return;
    if (more)
        m_slices.start();
    else
        m_slices.stop();
    Q_EMIT filteringChanged(more);
}

void EventModel::setFilter(const QString &text)
{
    beginResetModel();
    m_filter = Filter::parse(text, m_store.view().columns).value_or(Filter());
    m_matches.clear();
    m_first = m_store.first();
    m_end = m_filter.isEmpty() ? m_store.end() : m_first;
    endResetModel();
    if (!m_filter.isEmpty())
        takeFiltered(sliceNs);
    else if (m_slices.isActive())
        m_slices.stop();
}

QStringList EventModel::seenValues(qsizetype column) const
{
    QStringList seen;
    const Column &of = m_store.view().columns.at(column);
    for (qint64 number = qMax(m_store.first(), m_store.end() - recordsLookedAt); number < m_store.end();
         ++number)
        seen += displayText(of, m_store.record(number), m_context);
    seen.removeDuplicates();
    seen.removeAll(QString());
    return seen;
}

void EventModel::setFrozen(bool frozen)
{
    m_frozen = frozen;
    refresh();
}

QString EventModel::display(qint64 number, qsizetype column) const
{
    if (number < m_store.first() || number >= m_store.end())
        return {};
    if (column > 0 && m_store.holeAt(number))
        return column == 1 ? holeText(number) : QString();
    return column == 0 ? timeText(m_store.time(number))
                       : displayText(m_columns.at(column - 1), m_store.record(number), m_context);
}

QString EventModel::holeText(qint64 number) const
{
    const std::optional<qint64> hole = m_store.holeAt(number);
    return hole ? tr("Nothing is known of %1: the link was down").arg(formatDuration(double(*hole)))
                : QString();
}

QVariant EventModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::DisplayRole)
        return display(numberOf(index.row()), index.column());
    if (role == HoleRole) {
        const QString text = holeText(numberOf(index.row()));
        return text.isEmpty() ? QVariant() : QVariant(text);
    }
    if (role == Qt::TextAlignmentRole) {
        const bool right = index.column() > 0 && isNumeric(m_columns.at(index.column() - 1));
        return int(Qt::AlignVCenter | (right ? Qt::AlignRight : Qt::AlignLeft));
    }
    if (role == Qt::ToolTipRole && index.column() > 0) // plain text: Qt would read markup in a target's names
        return Qt::convertFromPlainText(display(numberOf(index.row()), index.column()));
    return {};
}

QVariant EventModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical || section < 0 || section > m_columns.size())
        return {};
    if (section == 0) {
        if (role == Qt::TextAlignmentRole)
            return int(Qt::AlignVCenter | Qt::AlignLeft);
        return role == Qt::DisplayRole ? QVariant(tr("Time")) : QVariant();
    }
    const Column &column = m_columns.at(section - 1);
    if (role == Qt::DisplayRole)
        return column.title;
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (isNumeric(column) ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::ToolTipRole)
        return Qt::convertFromPlainText(
            column.description.isEmpty() ? column.name : column.name + u": "_s + column.description);
    return {};
}

QByteArray EventModel::header(RowFormat format) const
{
    return headerText(QList<Column>{timeColumn()} +
                          (format == RowFormat::Text ? m_columns : m_store.view().columns),
                      format);
}

void EventModel::appendLine(QByteArray &out, qint64 number, RowFormat format) const
{
    if (number < m_store.first() || number >= m_store.end())
        return;
    if (format == RowFormat::Text) {
        for (qsizetype i = 0; i <= m_columns.size(); ++i)
            out += (i > 0 ? "\t" : "") + display(number, i).toUtf8();
        out += '\n';
        return;
    }
    if (m_store.holeAt(number)) // is no row of data
        return;
    const qsizetype start = out.size();
    appendRow(out, format, m_store.view().columns, [&](const Column &) { return m_store.record(number); });
    const QByteArray time = QByteArray::number(m_store.time(number));
    if (format == RowFormat::Json)
        out.insert(start + 1, "\"time\":" + time + (m_store.view().columns.isEmpty() ? "" : ","));
    else
        out.insert(start, m_store.view().columns.isEmpty() ? time : time + ',');
}

} // namespace radiosonde
