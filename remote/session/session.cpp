// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/session/session.h"

#include "remote/session/session_impl.h"

#include <QCoreApplication>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace radiosonde
{

namespace
{

constexpr int quitMs = 1000; // the channel's end may take another 600 ms

// On a slow link little may be under way, since all that is delays the answers behind it.
SessionOptions suitedTo(const Channel &channel, SessionOptions options)
{
    constexpr int slowSilenceMs = 10000;
    const quint32 bytesPerSecond = channel.bytesPerSecond();
    if (channel.isNear())
        options.firstCredit = options.credit;
    options.firstCredit = std::min(options.firstCredit, options.credit);
    if (bytesPerSecond == 0)
        return options;
    options.silenceMs = std::max(options.silenceMs, slowSilenceMs);
    options.pieceBytes = std::max(bytesPerSecond / 10, WIRE_PIECE_LEAST);
    options.credit = std::min<quint64>(options.credit, std::max(bytesPerSecond / 4, 4 * WIRE_PIECE_LEAST));
    options.firstCredit = options.credit;
    return options;
}

} // namespace

std::unexpected<Error> refused(const QString &what, qint64 result)
{
    const int error = result < 0 && result > -4096 ? int(-result) : EPROTO;
    return fail(ErrorKind::Refused,
                QStringLiteral("%1: %2").arg(what, QString::fromLocal8Bit(std::strerror(error))));
}

Session::Impl::Impl(Greeting greeting, const SessionOptions &options)
    : target(std::move(greeting.target)), stubProcessId(greeting.stubProcessId),
      encryption(std::move(greeting.encryption)), ownOffset(greeting.ownOffset),
      slow(options.pieceBytes != 0), connection(loop, streams, options, std::move(greeting.start))
{
    loop.post([this] { connection.begin(); });
    m_thread = std::thread([this] { loop.run(); });
}

Session::Impl::~Impl()
{
    close();
}

void Session::Impl::close()
{
    const std::scoped_lock lock(m_mutex);
    if (std::exchange(m_closed, true))
        return;
    const auto waiter = Waiter::create();
    connection.quit(quitMs, [waiter] { waiter->wake(); });
    waiter->waitFor(
        std::chrono::milliseconds(quitMs + 100)); // a callback that blocks holds the loop up longer
    connection.seal();
    loop.stop();
    m_thread.join();
    connection.finish();
}

Result<Reply> Session::Impl::call(Request request, const Interruptor &interruptor)
{
    if (loop.onLoopThread())
        return fail(ErrorKind::Internal, QCoreApplication::translate(
                                             "Session", "A session's own thread can't wait for an answer"));
    struct State
    {
        std::shared_ptr<Waiter> waiter = Waiter::create();
        std::mutex mutex;
        std::optional<Outcome> outcome; // under mutex
    };
    const auto state = std::make_shared<State>();
    request.done = [state, told = std::move(request.done)](Outcome outcome) {
        if (told)
            told(outcome);
        {
            const std::scoped_lock lock(state->mutex);
            state->outcome = std::move(outcome);
        }
        state->waiter->wake();
    };
    connection.submit(std::move(request));
    if (!state->waiter->wait(interruptor))
        return fail(ErrorKind::Cancelled,
                    QCoreApplication::translate("Session", "Waiting for the target was interrupted"));
    const std::scoped_lock lock(state->mutex);
    return std::move(*state->outcome);
}

Session::Session(std::unique_ptr<Impl> impl) : m(std::move(impl)) {}

Session::~Session() = default;

Result<std::unique_ptr<Session>> Session::open(std::unique_ptr<Channel> channel, const QString &url,
                                               const SessionOptions &options, const Interruptor &interruptor)
{
    const SessionOptions suited = suitedTo(*channel, options);
    Result<Greeting> greeting = shakeHands(std::move(channel), url, suited, interruptor);
    if (!greeting)
        return std::unexpected(greeting.error());
    return std::unique_ptr<Session>(new Session(std::make_unique<Impl>(*std::move(greeting), suited)));
}

bool Session::alive() const
{
    return !m->connection.error();
}

const QString &Session::encryption() const
{
    return m->encryption;
}

qint64 Session::clockAhead() const
{
    return m->ownOffset - wallOffset();
}

const TargetInfo &Session::target() const
{
    return m->target;
}

int Session::stubProcessId() const
{
    return m->stubProcessId;
}

PollLoop &Session::loop()
{
    return m->loop;
}

void Session::setAudit(std::shared_ptr<AuditSink> audit)
{
    m->connection.setAudit(std::move(audit));
}

void Session::setListener(SessionListener *listener)
{
    m->connection.setListener(listener);
}

StubStatistics Session::latestStatistics() const
{
    return m->connection.statistics();
}

qint64 Session::wallOffset() const
{
    return m->connection.wallOffset();
}

void Session::setProgress(std::function<void(const QString &)> told)
{
    const std::scoped_lock lock(m->progressMutex);
    m->progress = std::move(told);
}

void Session::tellProgress(const QString &what)
{
    const std::scoped_lock lock(m->progressMutex);
    if (m->progress)
        m->progress(what);
}

Result<QByteArray> Session::readFile(const QString &path, quint64 maximum, const Interruptor &interruptor,
                                     FileProgress progress)
{
    const QByteArray name = path.toUtf8();
    const wire_readfile head{0, maximum};
    constexpr qsizetype longestPath = 4095;
    if (!name.startsWith('/') || name.contains('\0') || name.size() > longestPath)
        return fail(ErrorKind::Internal,
                    QCoreApplication::translate("Session", "'%1' is no path of a target's file").arg(path));
    QByteArray payload(reinterpret_cast<const char *>(&head), sizeof head);
    Result<Reply> reply = m->call(
        {.type = WIRE_READFILE, .payload = payload + name, .progress = std::move(progress)}, interruptor);
    if (!reply)
        return std::unexpected(reply.error());
    if (reply->result < 0)
        return refused(QCoreApplication::translate("Session", "Can't read the target's %1").arg(path),
                       reply->result);
    return std::move(reply->bytes);
}

void Session::request(quint8 type, quint8 flags, quint16 stream, QByteArray payload, Completion done)
{
    OutcomeHandler told;
    if (done)
        told = [done = std::move(done)](Outcome outcome) {
            done(outcome ? *std::move(outcome) : Reply{.result = -EPIPE, .bytes = {}});
        };
    m->connection.submit({type, flags, stream, std::move(payload), std::move(told)});
}

Result<Reply> Session::call(quint8 type, quint16 stream, QByteArray payload, const Interruptor &interruptor)
{
    return m->call({.type = type, .stream = stream, .payload = std::move(payload)}, interruptor);
}

void Session::consumed(quint64 bytes)
{
    m->connection.consumed(bytes);
}

void Session::close()
{
    m->close();
}

} // namespace radiosonde
