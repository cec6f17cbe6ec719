// SPDX-License-Identifier: GPL-3.0-or-later
// What a connection does with each frame of the stub's, and its heartbeat.
#include "remote/session/connection.h"

#include "core/base/text.h"

#include <QCoreApplication>

#include <time.h>

namespace radiosonde
{

namespace
{

constexpr auto firstPings = std::chrono::milliseconds(20); // a few in a row: one of them finds the way free
constexpr int firstPingCount = 4;
constexpr auto late = std::chrono::milliseconds(500); // a timer of a process that runs is not so late

qint64 nanoseconds(clockid_t clock)
{
    timespec now{};
    clock_gettime(clock, &now);
    return qint64(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
}

std::unexpected<Error> senseless(const QString &text)
{
    return fail(ErrorKind::Lost, text);
}

QString endText(wire_end reason)
{
    switch (reason) {
    case WIRE_END_SILENCE:
        return QCoreApplication::translate("Session", "The stub ended because it heard nothing for too long");
    case WIRE_END_PROTOCOL:
        return QCoreApplication::translate("Session", "The stub refused a frame that breaks the protocol");
    case WIRE_END_MEMORY:
        return QCoreApplication::translate("Session", "The stub ran out of memory");
    case WIRE_END_VERSION:
        return QCoreApplication::translate("Session", "The stub speaks another version of the protocol");
    case WIRE_END_LOG:
        return QCoreApplication::translate(
            "Session", "The stub can't keep its log there: the file exists, or its folder does not");
    case WIRE_END_QUIT:
        break;
    }
    return QCoreApplication::translate("Session", "The stub ended unasked");
}

} // namespace

Result<> Connection::handle(const FrameView &frame)
{
    switch (frame.type) {
    case WIRE_REPLY:
        return handleReply(frame);
    case WIRE_CHUNK:
        return frame.stream != 0 ? handleSnapshot(frame) : m_requests.chunk(frame.seq, frame.payload);
    case WIRE_DATA:
        return handleData(frame);
    case WIRE_STATS:
        return handleStats(frame);
    case WIRE_PONG:
        return handlePong(frame);
    case WIRE_END:
        return handleEnd(frame);
    default:
        return senseless(QCoreApplication::translate("Session", "The target greeted twice"));
    }
}

Result<> Connection::handleSnapshot(const FrameView &frame)
{
    const Result<std::optional<wire_dump>> again = m_streams.chunk(frame);
    if (!again)
        return std::unexpected(again.error());
    if (*again)
        submit({.type = WIRE_DUMP,
                .stream = frame.stream,
                .payload = QByteArray(reinterpret_cast<const char *>(&**again), sizeof(wire_dump))});
    return {};
}

Result<> Connection::handleReply(const FrameView &frame)
{
    const Result<ReplyPart> part = parseReply(frame.payload);
    if (!part)
        return std::unexpected(part.error());
    return m_requests.reply(frame.seq, frame.isLast(), *part);
}

Result<> Connection::handleData(const FrameView &frame)
{
    if (!m_credit.receive(quint64(frame.payload.size()), WIRE_MAX_PAYLOAD))
        return senseless(
            QCoreApplication::translate("Session", "The target sent more data than it was allowed to"));
    const Result<StreamTable::Delivered> delivered = m_streams.data(frame);
    if (!delivered)
        return std::unexpected(delivered.error());
    consumed(delivered->free);
    if (delivered->held > 0) // nobody can give its credit back before the rest has come
        advance(m_options.pieceBytes != 0 ? 2 * m_options.pieceBytes : 2 * WIRE_DATA_MAX);
    return {};
}

Result<> Connection::handleStats(const FrameView &frame)
{
    const Result<StubStats> stats = parseStats(frame.payload);
    if (!stats)
        return std::unexpected(stats.error());
    StubStatistics statistics = m_streams.statistics(*stats);
    statistics.roundTripMs = double(m_clock.roundTrip()) / 1e6;
    {
        const std::scoped_lock lock(m_mutex);
        m_statistics = statistics;
    }
    const std::scoped_lock lock(m_listenerMutex);
    if (m_listener)
        m_listener->statistics(statistics);
    return {};
}

Result<> Connection::handlePong(const FrameView &frame)
{
    const Result<wire_pong> pong = parsePong(frame.payload);
    if (!pong)
        return std::unexpected(pong.error());
    const auto sent = m_pings.find(frame.seq);
    if (sent == m_pings.end())
        return senseless(
            QCoreApplication::translate("Session", "The target answered a ping that was not sent"));
    m_clock.add(sent->second, nanoseconds(CLOCK_MONOTONIC), nanoseconds(CLOCK_REALTIME),
                qint64(pong->monotonic));
    m_wallOffset = m_clock.wallOffset();
    m_pings.erase(m_pings.begin(), std::next(sent));
    m_requests.passed(frame.seq);
    return {};
}

Result<> Connection::handleEnd(const FrameView &frame)
{
    const Result<wire_end> reason = parseEnd(frame.payload);
    if (!reason)
        return std::unexpected(reason.error());
    if (frame.seq != m_token && frame.seq != 0)
        return senseless(QCoreApplication::translate("Session", "The target ended another session"));
    if (m_left && *reason == WIRE_END_QUIT) {
        leave();
        return {};
    }
    return senseless(endText(*reason));
}

void Connection::ping(Clock::time_point due)
{
    if (!m_open)
        return;
    const auto begun = Clock::now();
    if (begun - due > late) // this process stood still; what came meanwhile may not be read yet
        m_heard = std::min(m_heard + (begun - due), begun);
    const qint64 now = nanoseconds(CLOCK_MONOTONIC);
    QByteArray frame;
    appendPing(frame, ++m_lastSeq, quint64(now));
    m_out.append(frame);
    m_pings.emplace(m_lastSeq, now);
    flush();
    const auto period = std::chrono::milliseconds(m_options.heartbeatMs);
    const auto next = begun + (++m_pingCount < firstPingCount ? std::min(firstPings, period) : period);
    m_loop.callAt(next, [this, next] { ping(next); });
}

// A stub within a call is silent until the call's end. One that stalls within a frame is in none.
std::chrono::milliseconds Connection::patience() const
{
    const bool inCall = m_requests.hasCalls() && m_decoder.pending() == 0;
    return std::chrono::milliseconds(inCall ? m_options.callPatienceMs : m_options.patienceMs);
}

void Connection::watchSilence()
{
    if (!m_open)
        return;
    const auto limit = m_heard + patience();
    const auto now = Clock::now();
    if (now < limit) { // looked at in between: a call that ends makes the limit an earlier one
        const auto next = now + std::chrono::milliseconds(m_options.patienceMs);
        m_loop.callAt(std::min(limit, next), [this] { watchSilence(); });
        return;
    }
    const double seconds = std::chrono::duration<double>(patience()).count();
    die({ErrorKind::Lost,
         QCoreApplication::translate("Session", "The target has been silent for %1 s").arg(seconds),
         {}});
}

} // namespace radiosonde
