// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/serial/console.h"

#include "core/base/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cerrno>

#include <poll.h>
#include <unistd.h>

namespace radiosonde
{

namespace
{

constexpr qsizetype heardMost = 1 << 20;
constexpr qsizetype quotedBytes = 400;
constexpr int wakes = 4;
constexpr int wakeMs = 1500;
constexpr int settledMs = 400; // a prompt is one when nothing follows it
constexpr int loginMs = 12000; // login(1) waits after a wrong password
constexpr int mostPasswords = 3;

QString tr(const char *text)
{
    return QCoreApplication::translate("Serial", text);
}

} // namespace

void Console::progress(const QString &what) const
{
    if (m_observer)
        m_observer->progress(what);
}

std::unexpected<Error> Console::fails(const QString &text, qsizetype from, const QString &hint) const
{
    const QByteArrayView said = QByteArrayView(m_heard).sliced(std::min(from, m_heard.size()));
    const QString quote = decodeText(said.last(std::min(said.size(), quotedBytes))).trimmed();
    return fail(ErrorKind::Unreachable,
                quote.isEmpty() ? text : tr("%1; the console said: %2").arg(text, quote), hint);
}

Result<bool> Console::wait(short events, Clock::time_point deadline)
{
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    pollfd fds[] = {{m_port.fd(), events, 0}, {m_interruptor.fd(), POLLIN, 0}};
    poll(fds, 2, int(std::max<qint64>(left, 0)));
    if (m_interruptor.interrupted())
        return fail(ErrorKind::Cancelled, tr("Connecting was interrupted"));
    return fds[0].revents != 0;
}

Result<> Console::say(QByteArrayView bytes)
{
    Clock::time_point deadline = Clock::now() + std::chrono::seconds(5);
    while (!bytes.isEmpty()) {
        const ssize_t put = ::write(m_port.fd(), bytes.data(), size_t(bytes.size()));
        if (put > 0) {
            bytes = bytes.sliced(put);
            deadline = Clock::now() + std::chrono::seconds(5);
        } else if (put < 0 && errno != EAGAIN && errno != EINTR) {
            return fail(ErrorKind::Unreachable, tr("The serial port %1 has gone").arg(m_name));
        } else if (const Result<bool> room = wait(POLLOUT, deadline); !room) {
            return std::unexpected(room.error());
        } else if (!*room) {
            return fail(ErrorKind::Unreachable, tr("The serial port %1 takes no bytes").arg(m_name),
                        tr("something holds the line up: flow control, or no device behind it"));
        }
    }
    return {};
}

Result<bool> Console::readSome(Clock::time_point deadline)
{
    const Result<bool> ready = wait(POLLIN, deadline);
    if (!ready || !*ready)
        return ready;
    char bytes[4096];
    const ssize_t got = ::read(m_port.fd(), bytes, sizeof bytes);
    if (got > 0)
        m_heard.append(bytes, got);
    else if (got == 0 || (errno != EAGAIN && errno != EINTR))
        return fail(ErrorKind::Unreachable, tr("The serial port %1 has gone").arg(m_name));
    if (m_heard.size() > heardMost)
        return fails(tr("The console at %1 never stops talking").arg(m_name), m_heard.size());
    return got > 0;
}

Result<bool> Console::hear(qsizetype from, int quietMs, const Enough &enough)
{
    for (;;) {
        if (enough(QByteArrayView(m_heard).sliced(from)))
            return true;
        const Result<bool> more = readSome(Clock::now() + std::chrono::milliseconds(quietMs));
        if (!more || !*more)
            return more;
    }
}

// What the console waits for once it has said something and then nothing more.
Result<ConsoleState> Console::settle(qsizetype from, int patienceMs)
{
    const Clock::time_point deadline = Clock::now() + std::chrono::milliseconds(patienceMs);
    const auto said = [&] { return QByteArrayView(m_heard).sliced(from); };
    for (;;) {
        const ConsoleState state = consoleState(said());
        const bool known = state != ConsoleState::Unknown && state != ConsoleState::Garbage;
        const auto limit = known ? Clock::now() + std::chrono::milliseconds(settledMs) : deadline;
        const Result<bool> more = readSome(limit);
        if (!more)
            return std::unexpected(more.error());
        if (!*more && (known || Clock::now() >= deadline))
            return state;
        if (Clock::now() >= deadline + std::chrono::seconds(5))
            return state;
    }
}

Result<> Console::answer(const SecretQuestion &question)
{
    constexpr char interrupt = 3; // Ctrl-C: what asks for a password gives up
    std::optional<QString> answer = m_observer ? m_observer->answer(question) : std::nullopt;
    if (!answer && !question.visible)
        (void)say({&interrupt, 1});
    if (!answer)
        return fail(ErrorKind::Unreachable,
                    tr("The console at %1 asks for a name or a password, and nobody answered").arg(m_name),
                    tr("log in there first, or name the user: serial://...?user=root"));
    QByteArray line = answer->section(u'\n', 0, 0).toUtf8() + '\r';
    answer->fill(u'\0');
    const Result<> said = say(line);
    line.fill('\0');
    return said;
}

Result<> Console::answerName(const QString &user)
{
    if (!user.isEmpty())
        return say(user.toUtf8() + '\r');
    return answer({.what = tr("User name for the console at %1").arg(m_name), .words = {}, .visible = true});
}

Result<> Console::answerPassword(const QString &what, bool wasRefused)
{
    return answer({.what = what, .words = {}, .visible = false, .wasRefused = wasRefused});
}

// From a prompt for a name or a password on.
Result<ConsoleState> Console::passLogin(ConsoleState state, const QString &user)
{
    for (int passwords = 0; state == ConsoleState::Login || state == ConsoleState::Password;) {
        const bool isName = state == ConsoleState::Login;
        if (isName && passwords >= mostPasswords)
            return fail(ErrorKind::Unreachable,
                        tr("The console at %1 did not accept the password").arg(m_name));
        const qsizetype from = m_heard.size();
        const Result<> said =
            isName ? answerName(user)
                   : answerPassword(tr("Password for the console at %1").arg(m_name), passwords > 0);
        if (!said)
            return std::unexpected(said.error());
        passwords += isName ? 0 : 1;
        m_loggedIn = true;
        const Result<ConsoleState> next = settle(from, loginMs);
        if (!next)
            return next;
        state = *next;
    }
    return state;
}

std::unexpected<Error> Console::noPrompt(ConsoleState state) const
{
    if (m_heard.trimmed().isEmpty())
        return fail(
            ErrorKind::Unreachable, tr("The console at %1 is silent").arg(m_name),
            tr("is the board on, the cable right, the speed too (?baud=...), and a login running there?"));
    if (state == ConsoleState::Garbage)
        return fail(ErrorKind::Unreachable, tr("What comes from %1 is no text").arg(m_name),
                    tr("the speed is likely another one: try ?baud=9600, 57600, 115200, 921600 or 1500000"));
    return fails(tr("No prompt of a login or a shell was found on the console at %1").arg(m_name), 0,
                 tr("a program may be running there: end it, or log in by hand first"));
}

Result<> Console::logIn(const QString &user)
{
    progress(tr("Waking the console at %1").arg(m_name));
    Result<ConsoleState> state = ConsoleState::Unknown;
    for (int wake = 0; wake < wakes; ++wake) {
        const qsizetype from = m_heard.size();
        if (const Result<> said = say("\r"); !said)
            return said;
        state = settle(from, wakeMs);
        if (state)
            state = passLogin(*state, user);
        if (!state)
            return std::unexpected(state.error());
        if (*state == ConsoleState::Shell)
            return {};
    }
    return noPrompt(*state);
}

} // namespace radiosonde
