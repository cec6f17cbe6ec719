// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/value.h"
#include "core/model/event_store.h"
#include "core/model/time_range.h"
#include "views/event_search.h"
#include "views/row_text.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <set>

namespace radiosonde
{

// What the time column tells.
enum class EventTime : quint8 { Clock, SinceStart, SincePrevious };

// The records that a model shows, as a value: their numbers by row.
struct EventRows
{
    qint64 count = 0;
    qint64 first = 0;                 // where there is no filter: numbers follow each other
    std::optional<MatchList> matches; // of a filter

    qint64 numberAt(qint64 row) const { return matches ? matches->at(row) : first + row; }
};

// The records of an EventStore in the order they came, with their time as the first column. With a filter,
// old records are looked at by threads, the newest in slices of a few milliseconds, all in their order. The
// store is read in refresh() and data(); it must outlive the model. GUI thread.
class EventModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    explicit EventModel(const EventStore &store, DisplayContext context, QObject *parent = nullptr);

    void refresh();                      // the store has changed
    void setFilter(const QString &text); // an expression; one that is wrong lets all records pass
    void setRange(const std::optional<TimeRange> &range); // only records of that time; empty: of all
    bool filtering() const
    {
        return m_search.isRunning() || m_slices.isActive();
    } // some are not looked at yet

    // While frozen no record is added. Those that the store gives up for lack of room go nevertheless.
    void setFrozen(bool frozen);
    bool frozen() const { return m_frozen; }

    void setTimeMode(EventTime mode);
    EventTime timeMode() const { return m_timeMode; }

    void toggleBookmark(int row);
    // The nearest row with a bookmark after (or before) `row`, around the end; -1: there is none.
    int bookmarkFrom(int row, bool forward) const;
    // The row of the first record at or after a time, ns since 1970; -1: there is none.
    int rowAt(qint64 time) const;
    // A time as a person types it: of day ("14:03:21.5", on the day of the newest record), or since the start
    // ("+12.5", "+3m", seconds where there is no unit). ns since 1970.
    std::optional<qint64> timeOf(const QString &text) const;

    // The filter expression that says what the cell says; empty for times and holes.
    QString conditionAt(const QModelIndex &index) const;

    // Different texts of a column of the view among the newest records, for completion.
    QStringList seenValues(qsizetype column) const;

    // Number of the record in a row of the model, in O(log of their number).
    qint64 numberOf(int row) const;
    EventRows rows() const;
    // One line; header as for RowFormat::Csv and Text. Nothing for a record that the store has given up.
    void appendLine(QByteArray &out, qint64 number, RowFormat format) const;
    QByteArray header(RowFormat format) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void filteringChanged(bool filtering);

private:
    QString display(qint64 number, qsizetype column) const;
    QString timeText(int row) const;
    QString holeText(qint64 number) const; // empty for a record
    qint64 count() const;
    qint64 firstShown() const; // numbers: of what there is, the part that freeze and range leave
    qint64 limit() const;
    void restart();
    int rowOf(qint64 number) const;
    void dropFront();
    void takePlain();
    void takeFiltered();
    bool startSearch();
    void takeSlice(qint64 budgetNs);
    void takeFound(MatchList::Part part, qint64 end);
    void tellFiltering();
    void noteStart();

    const EventStore &m_store;
    DisplayContext m_context;
    QList<Column> m_columns; // shown after the time
    Filter m_filter;
    std::optional<TimeRange> m_range;
    bool m_frozen = false;
    qint64 m_frozenAt = 0; // number
    qint64 m_first = 0;    // records [m_first, m_end) are shown, or looked at where there is a filter
    qint64 m_end = 0;
    MatchList m_matches;
    EventSearch m_search;
    QTimer m_slices;
    bool m_toldFiltering = false;
    EventTime m_timeMode = EventTime::Clock;
    std::optional<qint64> m_start; // time of the first record that ever came
    std::set<qint64> m_bookmarks;  // numbers
};

} // namespace radiosonde
