// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/scalar.h"

#include <QByteArrayView>

#include <algorithm>

namespace radiosonde
{

// What a span of a buffer held beside its records.
struct SpanWalk
{
    qsizetype consumed = 0; // bytes; less than the span where its last record goes on in the next one
    quint64 discarded = 0;  // ring: reserved, then discarded by the program
    quint64 lost = 0;       // perf: as PERF_RECORD_LOST tells
    quint64 damaged = 0;    // what cannot be right
};

// Calls record(offset, length) for each record of a ring buffer's span: u32 length with flags, u32 page
// offset, bytes, up to a multiple of 8 (kernel/bpf/ringbuf.c). No record is longer than `maximum`; what is
// ends the span as damage.
template<class Visitor> SpanWalk walkRing(QByteArrayView span, quint64 maximum, Visitor &&record)
{
    constexpr quint32 busy = 1u << 31;
    constexpr quint32 discard = 1u << 30;
    constexpr qsizetype header = 8;
    SpanWalk walk;
    while (walk.consumed + header <= span.size()) {
        const auto word = static_cast<quint32>(loadUnsigned(span.data() + walk.consumed, 4));
        const quint32 length = word & ~(busy | discard);
        const qsizetype size = (qsizetype(length) + header + 7) / 8 * 8;
        if (length == 0 || quint64(size) > maximum) {
            ++walk.damaged;
            walk.consumed = span.size();
            break;
        }
        if (walk.consumed + size > span.size())
            break;
        if (word & busy)
            ++walk.damaged; // the stub sends committed records only
        else if (word & discard)
            ++walk.discarded;
        else
            record(walk.consumed + header, length);
        walk.consumed += size;
    }
    return walk;
}

// Likewise for a perf buffer's span: perf_event_header, then by its type; samples hold u32 size and bytes
// (PERF_SAMPLE_RAW alone; include/uapi/linux/perf_event.h). The kernel pads a sample's bytes at their end.
template<class Visitor> SpanWalk walkPerf(QByteArrayView span, Visitor &&record)
{
    constexpr quint32 typeLost = 2;
    constexpr quint32 typeSample = 9;
    constexpr quint32 typeLostSamples = 13;
    constexpr qsizetype header = 8;
    SpanWalk walk;
    while (walk.consumed + header <= span.size()) {
        const char *start = span.data() + walk.consumed;
        const auto type = static_cast<quint32>(loadUnsigned(start, 4));
        const auto size = static_cast<qsizetype>(loadUnsigned(start + 6, 2));
        if (size < header || size % 8 != 0) {
            ++walk.damaged;
            walk.consumed = span.size();
            break;
        }
        if (walk.consumed + size > span.size())
            break;
        const quint64 raw = type == typeSample && size >= 12 ? loadUnsigned(start + header, 4) : 0;
        if (type == typeSample && raw > 0 && qsizetype(raw) <= size - 12)
            record(walk.consumed + 12, static_cast<quint32>(raw));
        else if (type == typeLost && size >= 24)
            walk.lost += loadUnsigned(start + 16, 8);
        else if (type == typeLostSamples && size >= 16)
            walk.lost += loadUnsigned(start + 8, 8);
        else if (type == typeSample || type == typeLost || type == typeLostSamples)
            ++walk.damaged;
        walk.consumed += size;
    }
    return walk;
}

// Lines, without their line feeds.
template<class Record> SpanWalk walkLines(QByteArrayView text, Record record)
{
    SpanWalk walk;
    while (walk.consumed < text.size()) {
        const qsizetype feed = text.indexOf('\n', walk.consumed);
        const qsizetype end = feed < 0 ? text.size() : feed;
        record(walk.consumed, static_cast<quint32>(end - walk.consumed));
        walk.consumed = feed < 0 ? end : end + 1;
    }
    return walk;
}

} // namespace radiosonde
