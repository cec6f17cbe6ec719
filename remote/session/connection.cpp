// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/session/connection.h"

#include "remote/session/audit.h"

#include <QCoreApplication>

#include <cerrno>
#include <cstring>

#include <poll.h>

namespace radiosonde
{

namespace
{

constexpr qsizetype readBytes = 1 << 20;

Error lost(const QString &text)
{
    return {ErrorKind::Lost, text, {}};
}

Error closed()
{
    return lost(QCoreApplication::translate("Session", "The session was closed"));
}

} // namespace

Connection::Connection(PollLoop &loop, StreamTable &streams, const SessionOptions &options, Start start)
    : m_loop(loop), m_streams(streams), m_options(options), m_channel(std::move(start.channel)),
      m_decoder(std::move(start.decoder)), m_out(std::move(start.out)), m_token(start.token),
      m_credit(options.firstCredit, options.firstCredit), m_way(options.firstCredit, 0),
      m_window(options.firstCredit, options.credit), m_wallOffset(start.wallOffset)
{
}

Connection::~Connection() = default;

void Connection::begin()
{
    m_heard = Clock::now();
    countReceived(sizeof(wire_frame) + sizeof(wire_hello));
    m_loop.watch(m_channel->readFd(), POLLIN, [this](short) { readSome(); });
    ping(m_heard);
    watchSilence();
    if (const Result<> taken = takeFrames(); !taken) // what came together with HELLO
        die(taken.error());
}

void Connection::submit(Request request)
{
    bool inLoop = false;
    Error error;
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_error) {
            if (m_submitted.empty())
                m_loop.post([this] { sendSubmitted(); });
            m_submitted.push_back(std::move(request));
            return;
        }
        error = *m_error;
        inLoop = !m_sealed;
        if (inLoop && request.done)
            m_loop.post([done = std::move(request.done), error] { done(std::unexpected(error)); });
    }
    if (!inLoop && request.done)
        request.done(std::unexpected(error));
}

void Connection::sendSubmitted()
{
    std::vector<Request> submitted;
    std::optional<Error> error;
    {
        const std::scoped_lock lock(m_mutex);
        submitted.swap(m_submitted);
        error = m_error;
    }
    for (Request &request : submitted) {
        if (error) {
            if (request.done)
                request.done(std::unexpected(*error));
            continue;
        }
        watchOutcome(request);
        m_out.append(request.type, request.flags, request.stream, ++m_lastSeq, request.payload);
        m_requests.add(m_lastSeq, request);
    }
    flush();
}

// For the audit: what is asked, then what came of it.
void Connection::watchOutcome(Request &request)
{
    {
        const std::scoped_lock lock(m_auditMutex);
        if (!m_audit)
            return;
    }
    AuditEntry entry{
        .time = std::chrono::nanoseconds(std::chrono::system_clock::now().time_since_epoch()).count(),
        .durationNs = 0,
        .what = describeRequest(request.type, request.stream, request.payload),
        .result = {},
        .bytesSent = quint64(request.payload.size())};
    request.done = [this, entry = std::move(entry), begun = Clock::now(),
                    done = std::move(request.done)](Outcome outcome) mutable {
        entry.durationNs = std::chrono::nanoseconds(Clock::now() - begun).count();
        if (outcome) {
            entry.result = outcome->result;
            entry.bytesReceived = quint64(outcome->bytes.size());
        }
        {
            const std::scoped_lock lock(m_auditMutex);
            if (m_audit)
                m_audit->audit(entry);
        }
        if (done)
            done(std::move(outcome));
    };
}

void Connection::setAudit(std::shared_ptr<AuditSink> audit)
{
    const std::scoped_lock lock(m_auditMutex);
    m_audit = std::move(audit);
}

void Connection::flush()
{
    if (m_open && m_writable) {
        m_writable = m_out.flush(*m_channel);
        watch();
    }
}

// Room to write is waited for only while something waits for it.
void Connection::watch()
{
    const bool wanted = m_writable && !m_out.isEmpty();
    if (wanted == m_watching)
        return;
    m_watching = wanted;
    const int reading = m_channel->readFd();
    const int writing = m_channel->writeFd();
    const auto ready = [this](short events) {
        if (events & POLLOUT)
            flush();
        if (m_open && events & ~POLLOUT)
            readSome();
    };
    if (reading == writing)
        m_loop.watch(reading, short(POLLIN | (wanted ? POLLOUT : 0)), ready);
    else if (wanted)
        m_loop.watch(writing, POLLOUT, [this](short) { flush(); });
    else
        m_loop.unwatch(writing);
}

void Connection::readSome()
{
    const qint64 got = m_channel->read(m_decoder.prepare(readBytes), readBytes);
    if (got > 0) {
        m_decoder.commit(got);
        m_heard = Clock::now();
        if (const Result<> taken = takeFrames(); !taken)
            die(taken.error());
    } else if (got == 0) {
        die(lost(QCoreApplication::translate("Session", "The link to the target was lost: %1")
                     .arg(m_channel->farewell())));
    } else if (errno != EAGAIN && errno != EINTR) {
        const QString reason = QString::fromLocal8Bit(std::strerror(errno));
        die(lost(QCoreApplication::translate("Session", "The link to the target was lost: %1").arg(reason)));
    }
}

Result<> Connection::takeFrames()
{
    while (m_open) {
        const Result<std::optional<FrameView>> frame = m_decoder.next();
        if (!frame)
            return std::unexpected(frame.error());
        if (!*frame)
            break;
        countReceived(sizeof(wire_frame) + quint64((*frame)->payload.size()));
        if (const Result<> handled = handle(**frame); !handled)
            return handled;
    }
    return {};
}

// All that came is off the way, whoever has to work on it.
void Connection::countReceived(quint64 bytes)
{
    m_way.receive(bytes, 0);
    if (m_window.endsRound(m_way.received())) // few frames do
        m_window.received(m_way.received(), std::chrono::nanoseconds(m_clock.shortestRoundTrip()),
                          Clock::now());
    if (m_window.bytes() != m_way.size()) {
        m_way.resize(m_window.bytes());
        m_credit.resize(m_window.bytes());
        sendCredit(WIRE_CREDIT_DATA, m_credit.takeReturned());
    }
    if (!m_way.consume(bytes))
        return;
    sendCredit(WIRE_CREDIT_WINDOW, m_way.takeReturned());
    m_window.granted(m_way.granted(), m_way.received(), Clock::now());
}

void Connection::sendCredit(wire_credit of, quint64 bytes)
{
    if (bytes == 0)
        return;
    QByteArray frame;
    appendCredit(frame, of, bytes);
    m_out.append(frame);
    flush();
}

void Connection::consumed(quint64 bytes)
{
    if (!m_credit.consume(bytes) || m_creditDue.exchange(true))
        return;
    const std::scoped_lock lock(m_mutex);
    if (m_sealed)
        return;
    m_loop.post([this] {
        m_creditDue = false;
        sendCredit(WIRE_CREDIT_DATA, m_credit.takeReturned());
    });
}

void Connection::advance(quint64 bytes)
{
    sendCredit(WIRE_CREDIT_DATA, m_credit.takeAdvance(bytes));
}

void Connection::die(const Error &error)
{
    if (!m_open)
        return;
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_error)
            m_error = error;
    }
    const bool orderly = bool(m_left);
    leave();
    const std::scoped_lock lock(m_listenerMutex);
    if (m_listener && !orderly)
        m_listener->ended(error);
    m_listener = nullptr;
}

// No frame is read or written from here on. Whoever waits is told.
void Connection::leave()
{
    if (!m_open)
        return;
    m_open = false;
    m_loop.unwatch(m_channel->readFd());
    m_loop.unwatch(m_channel->writeFd());
    m_requests.fail(*error());
    if (const auto left = std::exchange(m_left, {}))
        left();
}

void Connection::quit(int limitMs, std::function<void()> done)
{
    m_loop.post([this, limitMs, done = std::move(done)] {
        {
            const std::scoped_lock lock(m_mutex);
            if (!m_error)
                m_error = closed();
        }
        if (!m_open) {
            done();
            return;
        }
        m_left = done;
        QByteArray frame;
        appendQuit(frame);
        m_out.append(frame);
        flush();
        m_loop.callAt(Clock::now() + std::chrono::milliseconds(limitMs), [this] { leave(); });
    });
}

void Connection::seal()
{
    const std::scoped_lock lock(m_mutex);
    m_sealed = true;
    if (!m_error)
        m_error = closed();
}

void Connection::finish()
{
    leave();
    sendSubmitted();
    m_channel.reset();
}

std::optional<Error> Connection::error() const
{
    const std::scoped_lock lock(m_mutex);
    return m_error;
}

void Connection::setListener(SessionListener *listener)
{
    const bool ended = bool(error());
    const std::scoped_lock lock(m_listenerMutex);
    m_listener = ended ? nullptr : listener;
}

StubStatistics Connection::statistics() const
{
    const std::scoped_lock lock(m_mutex);
    return m_statistics;
}

} // namespace radiosonde
