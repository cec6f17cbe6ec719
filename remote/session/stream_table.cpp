// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/session/stream_table.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <algorithm>
#include <cstring>

namespace radiosonde
{

namespace
{

Q_LOGGING_CATEGORY(sessionLog, "radiosonde.session")

constexpr quint64 perFrame = sizeof(quint64); // of a DATA payload that is not the buffer's: the time

std::unexpected<Error> senseless(const QString &text)
{
    return fail(ErrorKind::Lost, text);
}

} // namespace

quint16 StreamTable::add(Entry entry)
{
    const std::scoped_lock lock(m_mutex);
    const auto isSame = [&entry](const auto &other) {
        return other.second.sink && other.second.stream == entry.stream && other.second.cpu == entry.cpu &&
               other.second.final == entry.final;
    };
    if (m_entries.size() >= WIRE_MAX_STREAMS || std::any_of(m_entries.begin(), m_entries.end(), isSame))
        return 0;
    do
        ++m_last;
    while (m_last == 0 || m_entries.contains(m_last));
    entry.snapshots.setStream(m_last);
    m_entries.emplace(m_last, std::move(entry));
    return m_last;
}

void StreamTable::erase(quint16 wire)
{
    const std::scoped_lock lock(m_mutex);
    m_entries.erase(wire);
}

QList<quint16> StreamTable::detach(quint16 stream)
{
    const std::scoped_lock lock(m_mutex);
    QList<quint16> wires;
    for (auto &[wire, entry] : m_entries) {
        if (entry.stream == stream && entry.sink) {
            entry.sink = nullptr;
            wires.append(wire);
        }
    }
    return wires;
}

void StreamTable::detachWire(quint16 wire)
{
    const std::scoped_lock lock(m_mutex);
    if (const auto found = m_entries.find(wire); found != m_entries.end())
        found->second.sink = nullptr;
}

bool StreamTable::isDetached(quint16 wire) const
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_entries.find(wire);
    return found == m_entries.end() || !found->second.sink;
}

QList<StreamTable::Found> StreamTable::find(quint16 stream) const
{
    const std::scoped_lock lock(m_mutex);
    QList<Found> all;
    for (const auto &[wire, entry] : m_entries) {
        if (entry.stream != stream || !entry.sink || entry.final)
            continue;
        all.append({wire, entry});
        all.last().entry.partial = {};
    }
    return all;
}

void StreamTable::deliver(Entry &entry, Chunk chunk)
{
    chunk.stream = entry.stream;
    chunk.kind = entry.kind;
    chunk.cpu = entry.cpu;
    chunk.final = chunk.final || entry.final;
    entry.sink->take(chunk);
}

Result<StreamTable::Delivered> StreamTable::data(const FrameView &frame)
{
    const Result<DataSpan> span = parseData(frame.payload);
    if (!span)
        return std::unexpected(span.error());
    const std::scoped_lock lock(m_mutex);
    const auto found = m_entries.find(frame.stream);
    if (found == m_entries.end() || found->second.kind == ChunkKind::Snapshot)
        return senseless(
            QCoreApplication::translate("Session", "The target sent data of a stream that is not open"));
    Entry &entry = found->second;
    const quint64 bytes = quint64(span->bytes.size());
    if (!entry.sink)
        return Delivered{bytes + perFrame, 0};
    Chunk chunk = std::exchange(entry.partial, {});
    if (chunk.bytes.isEmpty()) {
        chunk.position = frame.seq;
        chunk.bytes = span->bytes.toByteArray();
    } else if (frame.seq == chunk.position + quint64(chunk.bytes.size())) {
        chunk.bytes.append(span->bytes);
    } else {
        return senseless(QCoreApplication::translate("Session", "The target left a hole in a record"));
    }
    chunk.targetTime = qint64(span->time);
    if (quint64(chunk.bytes.size()) > std::max<quint64>(entry.size, WIRE_MAX_PAYLOAD))
        return senseless(
            QCoreApplication::translate("Session", "The target sent a record longer than its buffer"));
    if (!frame.isLast()) {
        entry.partial = std::move(chunk);
        return Delivered{perFrame, quint64(entry.partial.bytes.size())};
    }
    if (!chunk.bytes.isEmpty())
        deliver(entry, std::move(chunk));
    return Delivered{perFrame, 0};
}

bool StreamTable::hasEnded(quint16 wire) const
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_entries.find(wire);
    return found != m_entries.end() && found->second.ended;
}

Result<std::optional<wire_dump>> StreamTable::chunk(const FrameView &frame)
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_entries.find(frame.stream);
    if (found == m_entries.end() || found->second.kind != ChunkKind::Snapshot)
        return senseless(
            QCoreApplication::translate("Session", "The target sent a snapshot that was not asked for"));
    Entry &entry = found->second;
    Result<std::optional<Chunk>> whole = entry.snapshots.add(frame.payload, frame.isLast());
    if (!whole)
        return std::unexpected(whole.error());
    if (frame.isLast())
        tellOfTrouble(entry);
    if (entry.snapshots.takeDoubt() && !entry.snapshots.isFinal())
        return entry.dump;
    if (!*whole || !entry.sink)
        return std::nullopt;
    Chunk chunk = **std::move(whole);
    if (entry.final)
        chunk.position = entry.nextNumber; // counts on where the repeated ones ended
    else
        entry.nextNumber = chunk.position + 1;
    const bool changes = (entry.dump.flags & WIRE_DUMP_CHANGES) != 0;
    chunk.final = entry.ended = changes && entry.snapshots.isFinal();
    deliver(entry, std::move(chunk));
    return std::nullopt;
}

void StreamTable::tellOfTrouble(const Entry &entry) const
{
    if (entry.snapshots.lastError() != 0)
        qCWarning(sessionLog, "The snapshot of stream %d was given up: %s", int(entry.stream),
                  std::strerror(-entry.snapshots.lastError()));
    else if (entry.snapshots.wasCut())
        qCWarning(sessionLog, "The map of stream %d holds more entries than were asked for",
                  int(entry.stream));
}

StubStatistics StreamTable::statistics(const StubStats &stats) const
{
    StubStatistics all{.targetTime = qint64(stats.totals.time),
                       .cpuNs = stats.totals.cpu,
                       .rssBytes = stats.totals.rss,
                       .bytesSent = stats.totals.bytes,
                       .wakeups = stats.totals.wakeups};
    const std::scoped_lock lock(m_mutex);
    for (const wire_stream_stats &one : stats.streams) {
        const auto found = m_entries.find(one.stream);
        if (found == m_entries.end() || !found->second.sink)
            continue;
        const quint16 stream = found->second.stream;
        const auto same = [stream](const StubStatistics::Stream &other) { return other.stream == stream; };
        auto sum = std::find_if(all.streams.begin(), all.streams.end(), same);
        if (sum == all.streams.end())
            sum = all.streams.insert(all.streams.end(), StubStatistics::Stream{.stream = stream});
        sum->pending += one.pending;
        sum->bytes += one.bytes;
        sum->lost += one.lost;
    }
    return all;
}

} // namespace radiosonde
