// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/data_sink.h"
#include "core/model/table_history.h"
#include "core/model/time_marks.h"

#include <vector>

namespace radiosonde
{

// The column that rows are sorted by at first: ViewSpec::sortColumn, else the first counter. Null where there
// is neither.
const Column *sortColumnOf(const ViewSpec &view);

// Rows of a top table by key, as its views draw them. Rows keep their index while epoch() stays the same: a
// view may remember indexes until then. A copy is a picture of the moment, which any thread may read.
class TableData
{
public:
    enum class Values : quint8 { Interval, Total };

    static constexpr int trendLength = 60; // how many intervals trend() reaches back

    explicit TableData(const ViewSpec &view);

    const ViewSpec &view() const { return m_view; }
    qsizetype rowCount() const { return static_cast<qsizetype>(m_rows.size()); }
    quint64 epoch() const { return m_epoch; }

    QByteArrayView key(qsizetype index) const { return row(index, Values::Total).first(m_keySize); }
    // Key and value bytes of a row; counters as `values` says. core/layout/value.h reads cells: cell().
    // Interval values of a row that is not active() are those of the interval that last changed it. Valid
    // until the next update.
    QByteArrayView row(qsizetype index, Values values) const;
    // The bytes that readValue(column, ...) takes.
    QByteArrayView cell(qsizetype index, const Column &column, Values values) const;

    // Of a counter, per second over the last interval; 0 where the row did not change or there was no
    // interval yet.
    double rate(qsizetype index, const Column &column) const;

    bool active(qsizetype index) const;        // changed in the last interval
    bool isNew(qsizetype index) const;         // first seen in the last interval, which is not the first
    bool removed(qsizetype index) const;       // the map no longer has it; comes back when the key does
    quint64 removedFor(qsizetype index) const; // intervals since then; 0: in the last

    // Columns whose numbers history() keeps, as indexes of the view's: the counters, and the one that rows
    // are sorted by at first.
    const std::vector<int> &tracked() const { return m_tracked; }
    const Column &trackedColumn(std::size_t index) const { return m_view.columns.at(m_tracked[index]); }
    // The numbers of a row in these columns, signed ones as two's complement, to `out`.
    void numbers(qsizetype index, Values values, quint64 *out) const;
    const TableHistory &history() const { return m_history; }
    const TimeMarks &marks() const { return m_marks; }

    // The sort column's differences of the last intervals, oldest first, at most trendLength: NaN stands for
    // a hole.
    std::vector<double> trend(qsizetype index) const;

    qint64 time() const { return m_time; } // of the last update, ns since 1970; 0 before the first
    qint64 intervalNs() const { return m_intervalNs; } // of the last update; 0 for the first
    quint64 rowsNotKept() const { return m_notKept; }
    quint64 rowsForgotten() const { return m_forgotten; }

protected:
    struct Row
    {
        quint64 changed = 0; // generation of the update that last changed it
        quint64 born = 0;
        quint64 removed = 0; // likewise; 0: it is there
    };
    struct Reader // of a tracked column's number
    {
        quint32 offset = 0; // in the row, where `plain`
        quint32 size = 0;
        bool isSigned = false;
        bool plain = false; // whole bytes of the value
    };

    ViewSpec m_view;
    std::vector<int> m_tracked;
    std::vector<Reader> m_readers; // of m_tracked
    qsizetype m_sortTracked = -1;  // place of the sort column in m_tracked
    std::vector<Row> m_rows;
    std::vector<char> m_interval; // m_rowSize bytes a row: key and value
    std::vector<char> m_total;
    quint32 m_keySize = 0;
    qsizetype m_rowSize = 0; // 0: no update yet
    quint64 m_generation = 0;
    quint64 m_epoch = 0;
    TableHistory m_history;
    TimeMarks m_marks;
    qint64 m_time = 0;
    qint64 m_intervalNs = 0;
    quint64 m_notKept = 0;
    quint64 m_forgotten = 0;
};

} // namespace radiosonde
