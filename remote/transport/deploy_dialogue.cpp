// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/deploy_dialogue.h"

#include "core/base/text.h"
#include "remote/wire/frame_decoder.h"
#include "remote/wire/frames.h"

#include <QCoreApplication>
#include <QRandomGenerator>

#include <algorithm>
#include <cerrno>

#include <poll.h>

namespace radiosonde
{

namespace
{

using Clock = std::chrono::steady_clock;

constexpr qsizetype readBytes = 16 << 10;
constexpr qsizetype longestAnswer = 4 << 10;
constexpr qsizetype quotedBytes = 4 << 10;

QString tr(const char *text)
{
    return QCoreApplication::translate("Deploy", text);
}

QByteArray randomMark()
{
    return "rs" + QByteArray::number(QRandomGenerator::system()->generate64(), 36).rightJustified(14, 'x');
}

} // namespace

DeployDialogue::DeployDialogue(Channel &shell, int answerMs, const Interruptor &interruptor)
    : m_shell(shell), m_limit(answerMs), m_interruptor(interruptor)
{
}

const QByteArray &DeployDialogue::newMark()
{
    m_mark = randomMark();
    m_searched = m_heard.size();
    return m_mark;
}

Result<> DeployDialogue::wait(short events, Clock::time_point deadline)
{
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    const int fd = events == POLLIN ? m_shell.readFd() : m_shell.writeFd();
    pollfd fds[] = {{fd, events, 0}, {m_interruptor.fd(), POLLIN, 0}};
    poll(fds, 2, int(std::max<qint64>(left, 0)));
    if (m_interruptor.interrupted())
        return fail(ErrorKind::Cancelled, tr("Connecting was interrupted"));
    if (Clock::now() >= deadline)
        return fails(tr("No shell answered within %1 s").arg(double(m_limit.count()) / 1000));
    return {};
}

Result<> DeployDialogue::say(QByteArrayView words)
{
    Clock::time_point deadline = Clock::now() + m_limit;
    while (!words.isEmpty()) {
        const qint64 put = m_shell.write(words.data(), words.size());
        if (put > 0) {
            words = words.sliced(put);
            deadline = Clock::now() + m_limit;
        } else if (put < 0 && errno != EAGAIN && errno != EINTR) {
            return {}; // whoever listens hears of the end, and what it has to say
        } else if (const Result<> room = wait(POLLOUT, deadline); !room) {
            return room;
        }
    }
    return {};
}

Result<> DeployDialogue::readSome(qsizetype most, Clock::time_point deadline)
{
    if (m_interruptor.interrupted())
        return fail(ErrorKind::Cancelled, tr("Connecting was interrupted"));
    const qsizetype before = m_heard.size();
    m_heard.resize(before + most);
    const qint64 got = m_shell.read(m_heard.data() + before, most);
    const int error = errno;
    m_heard.resize(before + std::max<qint64>(got, 0));
    if (m_heard.size() > FrameDecoder::maxNoise)
        return fails(tr("The target talks, but no shell answers there"));
    if (got == 0 || (got < 0 && error != EAGAIN && error != EINTR))
        return fails(tr("No shell answered: %1").arg(m_shell.farewell()));
    return got > 0 && Clock::now() < deadline ? Result<>() : wait(POLLIN, deadline);
}

std::optional<ShellAnswer> DeployDialogue::take()
{
    std::optional<ShellAnswer> answer = findAnswer(m_heard, m_mark, m_searched);
    if (answer) {
        m_answered = answer->end;
        m_searched = answer->end - 1; // its newline may begin the next one
    } else {
        m_searched = std::max(m_searched, m_heard.size() - longestAnswer);
    }
    return answer;
}

Result<ShellAnswer> DeployDialogue::listen(qsizetype most)
{
    const Clock::time_point deadline = Clock::now() + m_limit;
    for (;;) {
        if (std::optional<ShellAnswer> answer = take())
            return *std::move(answer);
        if (const Result<> more = readSome(most, deadline); !more)
            return std::unexpected(more.error());
    }
}

Result<ShellAnswer> DeployDialogue::listen()
{
    return listen(readBytes);
}

Result<ShellAnswer> DeployDialogue::listenExactly()
{
    return listen(1);
}

Result<std::optional<ShellAnswer>> DeployDialogue::listenForStubToo()
{
    const Clock::time_point deadline = Clock::now() + m_limit;
    FrameDecoder stub;
    stub.feed(m_heard);
    for (;;) {
        if (std::optional<ShellAnswer> answer = take())
            return answer;
        if (const auto frame = stub.next(); frame && *frame)
            return std::nullopt;
        const qsizetype before = m_heard.size();
        if (const Result<> more = readSome(readBytes, deadline); !more)
            return std::unexpected(more.error());
        stub.feed(QByteArrayView(m_heard).sliced(before));
    }
}

Result<> DeployDialogue::checkStub() const
{
    FrameDecoder stub;
    stub.feed(m_heard);
    const auto frame = stub.next();
    if (!frame || !*frame)
        return fail(ErrorKind::Internal, tr("No stub answered"));
    const Result<Hello> hello = parseHello((*frame)->payload);
    return hello ? Result<>() : std::unexpected(hello.error());
}

// A frame of type 0 ends a stub of any version.
Result<> DeployDialogue::endStub()
{
    if (const Result<> said = say(QByteArray(2 * sizeof(wire_frame), '\0')); !said)
        return said;
    const Clock::time_point deadline = Clock::now() + m_limit;
    FrameDecoder stub;
    stub.feed(m_heard);
    for (;;) {
        auto frame = stub.next();
        while (frame && *frame && (*frame)->type != WIRE_END)
            frame = stub.next();
        if (!frame)
            return std::unexpected(frame.error());
        if (*frame)
            return {};
        const qsizetype before = m_heard.size();
        if (const Result<> more = readSome(readBytes, deadline); !more)
            return more;
        stub.feed(QByteArrayView(m_heard).sliced(before));
    }
}

std::unexpected<Error> DeployDialogue::fails(QString text, QString hint) const
{
    const QByteArrayView unanswered = QByteArrayView(m_heard).sliced(m_answered);
    const QString instead = decodeText(unanswered.last(std::min(unanswered.size(), quotedBytes))).trimmed();
    if (!instead.isEmpty())
        text = tr("%1; instead came: %2").arg(text, instead);
    return fail(ErrorKind::Unreachable, std::move(text), std::move(hint));
}

} // namespace radiosonde
