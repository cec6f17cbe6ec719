// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/chunk.h"
#include "core/model/data_sink.h"
#include "core/model/record_walk.h"

#include <QHash>

#include <vector>

namespace radiosonde
{

// Spans of a ring or perf buffer, or lines of text, to records of the views that are made from it.
class EventDecoder
{
public:
    explicit EventDecoder(const StreamSpec &stream) : m_stream(stream) {}
    void addView(const ViewSpec &view, int viewIndex);

    struct Outcome
    {
        quint64 delivered = 0;
        quint64 discarded = 0;
        quint64 lost = 0;
        quint64 damaged = 0;
    };
    // Gives one batch per view that the span has records of. No allocation per record.
    Outcome take(const Chunk &chunk, qint64 wallOffset, DataSink &sink);

    void newEpoch() { m_carry.clear(); } // the buffers are new ones

private:
    struct View
    {
        quint32 recordSize = 0;
        bool variableLength = false;
        int timeOffset = -1; // of its timestamp; -1: it has none
        quint32 tagOffset = 0;
        quint32 tagWidth = 0;
        quint64 tagValue = 0;
        EventBatch batch;
    };
    struct Carry // of one CPU's buffer, or the ring
    {
        QByteArray bytes; // of a record that goes on in the next span
        quint64 next = 0; // position after them
    };

    QByteArray wholeSpan(const Chunk &chunk, Outcome &outcome);
    void takeRecord(QByteArrayView span, qsizetype offset, quint32 length, qint64 targetTime,
                    qint64 wallOffset);
    View &viewFor(QByteArrayView record);
    static bool tagged(const View &view, QByteArrayView record);
    quint32 trimmed(const View &view, quint32 length) const;

    StreamSpec m_stream;
    std::vector<View> m_views;
    QHash<quint16, Carry> m_carry; // by CPU
};

} // namespace radiosonde
