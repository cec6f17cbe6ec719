// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/event_model.h"

#include "core/base/units.h"
#include "core/model/filter_condition.h"
#include "views/hole_delegate.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTextDocument>

#include <algorithm>
#include <limits>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 sliceNs = 6'000'000;
constexpr qint64 recordsForThreads = 50'000;

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

QString clockText(qint64 ns)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(ns / 1'000'000);
    return time.toString(u"HH:mm:ss"_s) + u'.' + u"%1"_s.arg(ns / 1000 % 1'000'000, 6, 10, QChar(u'0'));
}

// Seconds with six places: they stand below each other. Records of several CPUs may go back by a moment.
QString distanceText(qint64 ns)
{
    return (ns < 0 ? u"-"_s : u"+"_s) + QString::number(std::abs(double(ns)) / 1e9, 'f', 6);
}

// "+12.5", "+3m"; seconds where there is no unit.
std::optional<qint64> distanceOf(const QString &text)
{
    static const QRegularExpression shape(uR"(^\+\s*([0-9]+(?:\.[0-9]*)?)\s*(ns|us|ms|s|m|h|)$)"_s);
    static const QHash<QString, double> units{{u"ns"_s, 1.},   {u"us"_s, 1e3},   {u"ms"_s, 1e6},
                                              {u"s"_s, 1e9},   {QString(), 1e9}, {u"m"_s, 60e9},
                                              {u"h"_s, 3600e9}};
    const QRegularExpressionMatch match = shape.match(text);
    const double ns = match.captured(1).toDouble() * units.value(match.captured(2));
    return match.hasMatch() && ns < 9e18 ? std::optional(qint64(ns)) : std::nullopt;
}

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
    connect(&m_slices, &QTimer::timeout, this, &EventModel::takeFiltered);
    connect(&m_search, &EventSearch::found, this, &EventModel::takeFound);
    connect(&m_search, &EventSearch::finished, this, &EventModel::takeFiltered);
    noteStart();
}

void EventModel::noteStart()
{
    if (!m_start && m_store.count() > 0)
        m_start = m_store.time(m_store.first());
}

qint64 EventModel::count() const
{
    return m_filter.isEmpty() ? m_end - m_first : m_matches.size();
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
    return m_filter.isEmpty() ? m_first + row : m_matches.at(row);
}

EventRows EventModel::rows() const
{
    return {count(), m_first, m_filter.isEmpty() ? std::nullopt : std::optional(m_matches)};
}

// The first row whose record is `number` or comes after it.
int EventModel::rowOf(qint64 number) const
{
    const qint64 row = m_filter.isEmpty() ? qMax<qint64>(0, number - m_first) : m_matches.rowOf(number);
    return row < count() ? int(row) : -1;
}

void EventModel::refresh()
{
    noteStart();
    dropFront();
    if (m_filter.isEmpty())
        takePlain();
    else
        takeFiltered();
}

void EventModel::dropFront()
{
    const qint64 first = m_store.first();
    if (first <= m_first)
        return;
    const qint64 gone = m_filter.isEmpty() ? qMin(first, m_end) - m_first : m_matches.rowOf(first);
    if (gone > 0)
        beginRemoveRows({}, 0, int(gone) - 1);
    m_matches.dropBefore(first);
    m_first = first;
    m_end = qMax(m_end, first);
    m_frozenAt = qMax(m_frozenAt, first);
    m_bookmarks.erase(m_bookmarks.begin(), m_bookmarks.lower_bound(first));
    if (gone > 0)
        endRemoveRows();
}

void EventModel::takePlain()
{
    const qint64 end = qMin(limit(), m_first + std::numeric_limits<int>::max());
    if (end <= m_end)
        return;
    beginInsertRows({}, int(m_end - m_first), int(end - m_first) - 1);
    m_end = end;
    endInsertRows();
}

// Whole blocks go to the threads as long as there are many; the rest is looked at here.
void EventModel::takeFiltered()
{
    if (m_search.isRunning() || m_filter.isEmpty())
        return;
    if (!startSearch())
        takeSlice(sliceNs);
    const bool more = !m_search.isRunning() && m_end < limit();
    if (more && !m_slices.isActive())
        m_slices.start();
    else if (!more)
        m_slices.stop();
    tellFiltering();
}

bool EventModel::startSearch()
{
    if (limit() - m_end < recordsForThreads)
        return false;
    std::vector<EventBlock> blocks = m_store.blocksFrom(m_end);
    std::erase_if(blocks,
                  [this](const EventBlock &block) { return block.first() < m_end || block.end() > limit(); });
    if (blocks.empty() || blocks.front().first() != m_end)
        return false;
    m_search.start(std::move(blocks), m_filter, m_context);
    return true;
}

void EventModel::takeSlice(qint64 budgetNs)
{
    QElapsedTimer clock;
    clock.start();
    std::vector<qint64> found;
    const qint64 end = limit();
    qint64 number = m_end;
    for (; number < end; ++number) {
        if ((number & 63) == 0 && clock.nsecsElapsed() > budgetNs)
            break;
        if (m_store.holeAt(number) || m_filter.matches(EventRow(m_store.record(number)), m_context))
            found.push_back(number);
    }
    m_end = number;
    if (found.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(found.size()) - 1);
    for (const qint64 match : found)
        m_matches.append(match);
    endInsertRows();
}

// The store may have given up records of the block meanwhile: these are no rows any more.
void EventModel::takeFound(MatchList::Part part, qint64 end)
{
    std::erase_if(part.at, [&](quint16 at) { return part.first + at < m_first; });
    if (!part.at.empty()) {
        beginInsertRows({}, rowCount(), rowCount() + int(part.at.size()) - 1);
        m_matches.append(std::move(part));
        endInsertRows();
    }
    m_end = qMax(m_end, end);
}

void EventModel::tellFiltering()
{
    if (filtering() == m_toldFiltering)
        return;
    m_toldFiltering = filtering();
    Q_EMIT filteringChanged(m_toldFiltering);
}

void EventModel::setFilter(const QString &text)
{
    m_filter = Filter::parse(text, m_store.view().columns).value_or(Filter());
    restart();
}

void EventModel::setRange(const std::optional<TimeRange> &range)
{
    m_range = range;
    restart();
}

void EventModel::restart()
{
    m_search.stop();
    m_slices.stop();
    beginResetModel();
    m_matches = {};
    m_first = firstShown();
    m_end = m_filter.isEmpty() ? qMax(m_first, limit()) : m_first;
    endResetModel();
    takeFiltered();
    tellFiltering();
}

qint64 EventModel::firstShown() const
{
    return m_range ? m_store.numberAt(m_range->from) : m_store.first();
}

qint64 EventModel::limit() const
{
    const qint64 end = m_frozen ? m_frozenAt : m_store.end();
    return m_range ? qMin(end, m_store.numberAt(m_range->to + 1)) : end;
}

void EventModel::setTimeMode(EventTime mode)
{
    m_timeMode = mode;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0), {Qt::DisplayRole});
}

void EventModel::toggleBookmark(int row)
{
    if (row < 0 || row >= rowCount())
        return;
    const qint64 number = numberOf(row);
    if (m_bookmarks.erase(number) == 0)
        m_bookmarks.insert(number);
    Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
}

// Bookmarks of records that the filter hides are passed over.
int EventModel::bookmarkFrom(int row, bool forward) const
{
    std::vector<int> rows;
    for (const qint64 number : m_bookmarks) {
        const int found = rowOf(number);
        if (found >= 0 && numberOf(found) == number)
            rows.push_back(found);
    }
    if (rows.empty())
        return -1;
    const auto after = std::upper_bound(rows.begin(), rows.end(), row);
    const auto at = std::lower_bound(rows.begin(), rows.end(), row);
    if (forward)
        return after == rows.end() ? rows.front() : *after;
    return at == rows.begin() ? rows.back() : *std::prev(at);
}

int EventModel::rowAt(qint64 time) const
{
    return rowOf(m_store.numberAt(time));
}

std::optional<qint64> EventModel::timeOf(const QString &text) const
{
    const QString wanted = text.trimmed();
    if (m_store.count() == 0)
        return {};
    if (wanted.startsWith(u'+')) {
        const std::optional<qint64> distance = distanceOf(wanted);
        return distance ? std::optional(m_start.value_or(0) + *distance) : std::nullopt;
    }
    const QDate day = QDateTime::fromMSecsSinceEpoch(m_store.time(m_store.end() - 1) / 1'000'000).date();
    for (const QString &format : {u"H:mm:ss.z"_s, u"H:mm:ss"_s, u"H:mm"_s}) {
        if (const QTime time = QTime::fromString(wanted, format); time.isValid())
            return QDateTime(day, time).toMSecsSinceEpoch() * 1'000'000;
    }
    return {};
}

QString EventModel::conditionAt(const QModelIndex &index) const
{
    if (!index.isValid() || index.column() == 0)
        return {};
    const qint64 number = numberOf(index.row());
    if (number < m_store.first() || number >= m_store.end() || m_store.holeAt(number))
        return {};
    return conditionOf(m_columns, index.column() - 1, EventRow(m_store.record(number)), m_context);
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
    m_frozenAt = m_store.end();
    refresh();
}

QString EventModel::display(qint64 number, qsizetype column) const
{
    if (number < m_store.first() || number >= m_store.end())
        return {};
    if (column > 0 && m_store.holeAt(number))
        return column == 1 ? holeText(number) : QString();
    return column == 0 ? clockText(m_store.time(number))
                       : displayText(m_columns.at(column - 1), m_store.record(number), m_context);
}

QString EventModel::timeText(int row) const
{
    const qint64 number = numberOf(row);
    if (number < m_store.first() || number >= m_store.end())
        return {};
    // What came before may have given way.
    const qint64 previous = row > 0 ? qMax(numberOf(row - 1), m_store.first()) : number;
    const qint64 time = m_store.time(number);
    if (m_timeMode == EventTime::SinceStart)
        return distanceText(time - m_start.value_or(time));
    return m_timeMode == EventTime::SincePrevious ? distanceText(time - m_store.time(previous))
                                                  : clockText(time);
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
        return index.column() == 0 ? timeText(index.row()) : display(numberOf(index.row()), index.column());
    if (role == BookmarkRole)
        return m_bookmarks.contains(numberOf(index.row()));
    if (role == HoleRole) {
        const QString text = holeText(numberOf(index.row()));
        return text.isEmpty() ? QVariant() : QVariant(text);
    }
    if (role == Qt::TextAlignmentRole) {
        const bool right =
            index.column() > 0 ? isNumeric(m_columns.at(index.column() - 1)) : m_timeMode != EventTime::Clock;
        return int(Qt::AlignVCenter | (right ? Qt::AlignRight : Qt::AlignLeft));
    }
    if (role == Qt::ToolTipRole) // plain text: Qt would read markup in a target's names
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
