// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/event_decoder.h"

#include <algorithm>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr quint64 largestRecord = 256u << 20; // where the plan does not tell the buffer's size
constexpr qint64 second = 1'000'000'000;

// A field called ts or timestamp before others that are times as well, such as start_ts.
int timeOffsetOf(const ViewSpec &view)
{
    int offset = -1;
    for (const Column &column : view.columns) {
        if (column.meaning != Meaning::Time || !column.type || column.type->size != 8 || column.bitWidth)
            continue;
        if (column.name == "ts"_L1 || column.name == "timestamp"_L1)
            return static_cast<int>(column.offset);
        if (offset < 0)
            offset = static_cast<int>(column.offset);
    }
    return offset;
}

// A record is drained soon after it was written: a stamp that says otherwise is no monotonic time of this
// target.
bool isPlausible(qint64 stamp, qint64 drained)
{
    return stamp > 0 && stamp <= drained + second && stamp >= drained - 3600 * second;
}

} // namespace

void EventDecoder::addView(const ViewSpec &view, int viewIndex)
{
    View added;
    added.recordSize = view.recordSize;
    added.variableLength = view.variableLength;
    added.timeOffset = timeOffsetOf(view);
    added.tagOffset = view.tagOffset;
    added.tagWidth = view.tagWidth <= 8 ? view.tagWidth : 0;
    added.tagValue = view.tagValue;
    added.batch.view = viewIndex;
    m_views.push_back(std::move(added));
}

EventDecoder::Outcome EventDecoder::take(const Chunk &chunk, qint64 wallOffset, DataSink &sink)
{
    Outcome outcome;
    const QByteArray span = wholeSpan(chunk, outcome);
    const auto record = [&](qsizetype offset, quint32 length) {
        takeRecord(span, offset, length, chunk.targetTime, wallOffset);
    };
    const quint64 maximum = m_stream.maxEntries ? m_stream.maxEntries : largestRecord;
    const SpanWalk walk = m_stream.kind == StreamKind::Ring   ? walkRing(span, maximum, record)
                          : m_stream.kind == StreamKind::Perf ? walkPerf(span, record)
                                                              : walkLines(span, record);
    m_carry[chunk.cpu] = {span.mid(walk.consumed), chunk.position + static_cast<quint64>(chunk.bytes.size())};
    outcome.discarded += walk.discarded;
    outcome.lost += walk.lost;
    outcome.damaged += walk.damaged;
    for (View &view : m_views) {
        outcome.delivered += view.batch.records.size();
        if (view.batch.records.empty())
            continue;
        view.batch.bytes = span;
        sink.events(view.batch);
        view.batch.records.clear();
        view.batch.bytes = {};
    }
    return outcome;
}

// The span with the start of its first record before it, where that came at the end of the span before.
QByteArray EventDecoder::wholeSpan(const Chunk &chunk, Outcome &outcome)
{
    Carry &carry = m_carry[chunk.cpu];
    if (carry.bytes.isEmpty())
        return chunk.bytes;
    QByteArray span;
    if (carry.next == chunk.position)
        span = carry.bytes + chunk.bytes;
    else
        ++outcome.damaged; // the rest of that record never came
    carry.bytes.clear();
    return span.isEmpty() ? chunk.bytes : span;
}

void EventDecoder::takeRecord(QByteArrayView span, qsizetype offset, quint32 length, qint64 targetTime,
                              qint64 wallOffset)
{
    if (m_views.empty())
        return;
    const QByteArrayView record = span.sliced(offset, length);
    View &view = m_views.size() == 1 ? m_views.front() : viewFor(record);
    qint64 time = targetTime;
    if (view.timeOffset >= 0 && view.timeOffset + 8 <= qsizetype(length)) {
        const auto stamp = static_cast<qint64>(loadUnsigned(record.data() + view.timeOffset, 8));
        time = isPlausible(stamp, targetTime) ? stamp : targetTime;
    }
    const auto wall = static_cast<qint64>(static_cast<quint64>(time) + static_cast<quint64>(wallOffset));
    view.batch.records.push_back({static_cast<quint32>(offset), trimmed(view, length), wall});
}

// Without the up to 7 bytes that the kernel pads a perf sample with.
quint32 EventDecoder::trimmed(const View &view, quint32 length) const
{
    const bool padded = m_stream.kind == StreamKind::Perf && !view.variableLength && view.recordSize > 0 &&
                        length > view.recordSize && length < view.recordSize + 8;
    return padded ? view.recordSize : length;
}

bool EventDecoder::tagged(const View &view, QByteArrayView record)
{
    return view.tagWidth > 0 && quint64(view.tagOffset) + view.tagWidth <= quint64(record.size()) &&
           loadUnsigned(record.data() + view.tagOffset, view.tagWidth) == view.tagValue;
}

// By tag; else by the type's size; else the first view whose type fits, one of variable length before others.
EventDecoder::View &EventDecoder::viewFor(QByteArrayView record)
{
    const auto length = static_cast<quint32>(record.size());
    View *best = nullptr;
    int bestRank = 0;
    for (View &view : m_views) {
        const bool whole = trimmed(view, length) == view.recordSize;
        const bool fits = view.recordSize <= length;
        const int rank = tagged(view, record)  ? 5
                         : view.tagWidth > 0   ? 0
                         : whole               ? 4
                         : view.variableLength ? 3
                         : fits                ? 2
                                               : 1;
        if (!best || rank > bestRank) {
            best = &view;
            bestRank = rank;
        }
    }
    return *best;
}

} // namespace radiosonde
