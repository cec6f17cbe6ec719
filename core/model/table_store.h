// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/keep_history.h"
#include "core/model/table_data.h"

#include <QHash>

namespace radiosonde
{

// The rows of a top table as updates bring them. One thread at a time.
class TableStore : public TableData
{
public:
    // How many rows are kept. Where there are more, those that the map no longer has are forgotten; if that
    // does not help, rows beyond are counted, not kept.
    static constexpr qsizetype maximumRows = 200'000;

    explicit TableStore(const ViewSpec &view, KeepHistory history = KeepHistory::Yes);

    // Updates of other views are ignored by the caller: `update.view` is not looked at. Key and value sizes
    // are those of the first update; others are ignored.
    void update(const TableUpdate &update);
    void hole(qint64 from, qint64 durationNs); // nothing is known of that time
    void loss(qint64 time, quint64 count) { m_marks.addLoss(time, count); }
    void clear();

private:
    void setSizes(quint32 keySize, qsizetype rowSize);
    void take(QByteArrayView interval, QByteArrayView total);
    void takeRemoved(const QByteArray &keys);
    void remember(const TableUpdate &update);
    bool forgetRemoved();
    char *bytesOf(std::vector<char> &of, qsizetype index) { return of.data() + index * m_rowSize; }

    KeepHistory m_keepHistory;
    QHash<QByteArray, qsizetype> m_index; // by key
};

} // namespace radiosonde
