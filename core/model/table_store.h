// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/data_sink.h"

#include <QHash>

#include <deque>
#include <vector>

namespace radiosonde
{

// The column that rows are sorted by at first: ViewSpec::sortColumn, else the first counter. Null where there
// is neither.
const Column *sortColumnOf(const ViewSpec &view);

// Rows of a top table by key, as its views draw them. Rows keep their index until clear(): a view may
// remember indexes. One thread at a time.
class TableStore
{
public:
    enum class Values : quint8 { Interval, Total };

    // How many intervals history() reaches back, and how many rows are kept; rows beyond are counted, not
    // kept.
    static constexpr int historyLength = 60;
    static constexpr qsizetype maximumRows = 200'000;

    explicit TableStore(const ViewSpec &view);

    // Updates of other views are ignored by the caller: `update.view` is not looked at.
    void update(const TableUpdate &update);
    void hole(); // between the last update and the next nothing is known: histories have a gap there
    void clear();

    const ViewSpec &view() const { return m_view; }
    qsizetype rowCount() const { return static_cast<qsizetype>(m_rows.size()); }

    // Key and value bytes of a row; counters as `values` says. core/layout/value.h reads cells: cell().
    // Interval values of a row that is not active() are those of the interval that last changed it.
    QByteArrayView row(qsizetype index, Values values) const;
    // The bytes that readValue(column, ...) takes.
    QByteArrayView cell(qsizetype index, const Column &column, Values values) const;

    // Of a counter, per second over the last interval; 0 where the row did not change or there was no
    // interval yet.
    double rate(qsizetype index, const Column &column) const;

    bool active(qsizetype index) const;  // changed in the last interval
    bool removed(qsizetype index) const; // the map no longer has it; comes back when the key does

    // The sort column's differences of the last intervals, oldest first, at most historyLength. `gap` stands
    // for a hole.
    static constexpr quint64 gap = ~quint64(0);
    std::vector<quint64> history(qsizetype index) const;

    qint64 time() const { return m_time; } // of the last update, ns since 1970; 0 before the first
    qint64 intervalNs() const { return m_intervalNs; } // of the last update; 0 for the first
    quint64 rowsNotKept() const { return m_notKept; }

private:
    struct Row
    {
        QByteArray interval; // key and value
        QByteArray total;
        quint64 generation = 0; // update that last changed it
        bool removed = false;
        std::deque<std::pair<quint64, quint64>> history; // generation, difference
    };

    void take(QByteArrayView interval, QByteArrayView total);
    void remember(Row &row);

    ViewSpec m_view;
    std::vector<Row> m_rows;
    QHash<QByteArray, qsizetype> m_index; // by key
    quint32 m_keySize = 0;
    quint64 m_generation = 0;
    std::deque<quint64> m_gaps; // generations that are holes, within the history
    bool m_gapDue = false;
    qint64 m_time = 0;
    qint64 m_intervalNs = 0;
    quint64 m_notKept = 0;
};

} // namespace radiosonde
