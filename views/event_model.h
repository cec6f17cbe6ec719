// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/value.h"
#include "core/model/event_store.h"
#include "core/model/filter.h"
#include "views/row_text.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <deque>

namespace radiosonde
{

// The records of an EventStore in the order they came, with their time as the first column. A filter is
// worked off in slices of a few milliseconds, newest last. The store is read in refresh() and data(); it must
// outlive the model. GUI thread.
class EventModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    explicit EventModel(const EventStore &store, DisplayContext context, QObject *parent = nullptr);

    void refresh();                      // the store has changed
    void setFilter(const QString &text); // an expression; one that is wrong lets all records pass
    bool filtering() const { return m_slices.isActive(); } // records are still being looked at

    // While frozen no record is added. Those that the store gives up for lack of room go nevertheless.
    void setFrozen(bool frozen);
    bool frozen() const { return m_frozen; }

    // Different texts of a column of the view among the newest records, for completion.
    QStringList seenValues(qsizetype column) const;

    // Number of the record in a row of the model.
    qint64 numberOf(int row) const;
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
    QString holeText(qint64 number) const; // empty for a record
    qint64 count() const;
    void dropFront();
    void takePlain();
    void takeFiltered(qint64 budgetNs);

    const EventStore &m_store;
    DisplayContext m_context;
    QList<Column> m_columns; // shown after the time
    Filter m_filter;
    bool m_frozen = false;
    qint64 m_first = 0; // records [m_first, m_end) are shown, or looked at where there is a filter
    qint64 m_end = 0;
    std::deque<qint64> m_matches;
    QTimer m_slices;
};

} // namespace radiosonde
