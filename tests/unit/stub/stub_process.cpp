// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/stub/stub_process.h"

#include "remote/stub/embedded_stub.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>

#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

namespace radiosonde
{

StubProcess::~StubProcess()
{
    closeInput();
    if (m_out >= 0)
        close(m_out);
    if (m_pid > 0) {
        kill(m_pid, SIGKILL);
        waitpid(m_pid, nullptr, 0);
    }
}

bool StubProcess::launch(const QStringList &program)
{
    int in[2], out[2];
    if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0)
        return false;
    QList<QByteArray> words;
    for (const QString &word : program.isEmpty() ? QStringList{QStringLiteral("stub")} : program)
        words += word.toLocal8Bit();
    std::vector<char *> arguments;
    for (QByteArray &word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const int image = memfd_create("stub", MFD_CLOEXEC);
    const QByteArrayView stub = embeddedStub(hostArchitecture());
    if (write(image, stub.data(), size_t(stub.size())) != stub.size())
        return false;
    m_pid = fork();
    if (m_pid == 0) {
        dup2(in[0], STDIN_FILENO);
        dup2(out[1], STDOUT_FILENO);
        if (program.isEmpty())
            fexecve(image, arguments.data(), environ);
        else
            execvp(arguments[0], arguments.data());
        _exit(127);
    }
    close(image);
    close(in[0]);
    close(out[1]);
    m_in = in[1];
    m_out = out[0];
    return m_pid > 0;
}

bool StubProcess::start(const QStringList &program)
{
    if (!launch(program))
        return false;
    const auto frame = receive();
    if (!frame || frame->type != WIRE_HELLO)
        return false;
    const auto hello = parseHello(frame->payload);
    if (hello)
        m_hello = *hello;
    return hello.has_value();
}

wire_hello_ack StubProcess::defaultAck()
{
    return {WIRE_VERSION, 0xff, 4000, 0, 1 << 20, 0x7a11};
}

void StubProcess::appendGreeting(QByteArray &out, const wire_hello_ack &ack, QByteArrayView logPath)
{
    constexpr quint64 wide = 1ull << 40;
    appendHelloAck(out, ack, logPath);
    appendCredit(out, WIRE_CREDIT_WINDOW, wide);
}

bool StubProcess::startSession(quint32 statsMs, quint64 credit)
{
    wire_hello_ack ack = defaultAck();
    ack.stats_ms = statsMs;
    ack.credit = credit;
    QByteArray out;
    StubProcess::appendGreeting(out, ack);
    return start() && send(out);
}

bool StubProcess::send(const QByteArray &frames)
{
    qsizetype at = 0;
    while (at < frames.size()) {
        const ssize_t written = write(m_in, frames.constData() + at, size_t(frames.size() - at));
        if (written <= 0)
            return false;
        at += written;
    }
    return true;
}

bool StubProcess::fill(int timeoutMs)
{
    constexpr int piece = 1 << 20;
    pollfd fd{m_out, POLLIN, 0};
    if (poll(&fd, 1, qMax(0, timeoutMs)) <= 0)
        return false;
    const ssize_t got = read(m_out, m_decoder.prepare(piece), piece);
    if (got <= 0)
        return false;
    m_decoder.commit(got);
    return true;
}

void StubProcess::take(const FrameView &frame)
{
    const auto data = parseData(frame.payload);
    StreamBytes &stream = m_streams[frame.stream];
    if (!data)
        return;
    if (stream.frames++ == 0)
        stream.position = frame.seq;
    stream.contiguous = stream.contiguous && frame.seq == stream.position + quint64(stream.count);
    stream.count += data->bytes.size();
    if (stream.keep)
        stream.bytes.append(data->bytes);
    if (m_returnsCredit) {
        QByteArray out;
        appendCredit(out, WIRE_CREDIT_DATA, quint64(frame.payload.size()));
        send(out);
    }
}

std::optional<OwnedFrame> StubProcess::receive(int timeoutMs)
{
    QDeadlineTimer deadline(timeoutMs);
    for (;;) {
        const auto next = m_decoder.next();
        if (!next)
            return std::nullopt;
        if (!next->has_value()) {
            if (!fill(int(deadline.remainingTime())))
                return std::nullopt;
            continue;
        }
        const FrameView &frame = **next;
        if (frame.type == WIRE_DATA)
            take(frame);
        else
            return OwnedFrame{frame.type, frame.flags, frame.stream, frame.seq, frame.payload.toByteArray()};
        if (deadline.hasExpired())
            return std::nullopt;
    }
}

Answer StubProcess::wait(quint64 seq, int timeoutMs)
{
    Answer answer;
    QDeadlineTimer deadline(timeoutMs);
    while (auto frame = receive(int(deadline.remainingTime()))) {
        if (frame->type == WIRE_STATS)
            m_stats = *parseStats(frame->payload);
        if (frame->seq != seq || (frame->type != WIRE_REPLY && frame->type != WIRE_CHUNK)) {
            m_others += *frame;
        } else if (frame->type == WIRE_CHUNK) {
            answer.chunks += *frame;
        } else {
            const auto reply = parseReply(frame->payload);
            answer.result = reply ? reply->result : -4094;
            if (reply)
                answer.bytes.append(reply->bytes);
            if (frame->flags & WIRE_LAST)
                break;
        }
    }
    return answer;
}

void StubProcess::listen(int timeMs)
{
    QDeadlineTimer deadline(timeMs);
    while (!deadline.hasExpired()) {
        if (auto frame = receive(int(deadline.remainingTime()))) {
            if (frame->type == WIRE_STATS)
                m_stats = *parseStats(frame->payload);
            m_others += *frame;
        }
    }
}

Answer StubProcess::call(const Call &call)
{
    QByteArray out;
    const quint64 seq = nextSeq();
    if (!appendCall(out, seq, call) || !send(out))
        return {};
    return wait(seq);
}

Answer StubProcess::readFile(const QByteArray &path, quint64 offset, quint64 maximum)
{
    QByteArray out;
    const quint64 seq = nextSeq();
    appendReadFile(out, seq, path, offset, maximum);
    send(out);
    Answer answer = wait(seq);
    for (const OwnedFrame &chunk : std::as_const(answer.chunks))
        answer.bytes += chunk.payload;
    return answer;
}

Answer StubProcess::dump(const wire_dump &dump, quint16 stream)
{
    QByteArray out;
    const quint64 seq = nextSeq();
    appendDump(out, stream, seq, dump);
    send(out);
    return wait(seq, 20000);
}

qint64 StubProcess::addStream(wire_type type, quint16 stream, int fd, quint32 size)
{
    QByteArray out;
    const quint64 seq = nextSeq();
    appendStreamAdd(out, type, stream, seq, {fd, size});
    send(out);
    return wait(seq).result;
}

qint64 StubProcess::flush(quint16 stream, int timeoutMs)
{
    QByteArray out;
    const quint64 seq = nextSeq();
    appendStreamFlush(out, stream, seq);
    send(out);
    return wait(seq, timeoutMs).result;
}

qint64 StubProcess::deleteStream(quint16 stream)
{
    QByteArray out;
    const quint64 seq = nextSeq();
    appendStreamDel(out, stream, seq);
    send(out);
    return wait(seq).result;
}

int StubProcess::quit()
{
    QByteArray out;
    appendQuit(out);
    send(out);
    while (auto frame = receive()) {
        if (frame->type == WIRE_STATS)
            m_stats = *parseStats(frame->payload);
        if (frame->type == WIRE_END) {
            const auto reason = parseEnd(frame->payload);
            return reason ? int(*reason) : -1;
        }
    }
    return -1;
}

void StubProcess::closeInput()
{
    if (m_in >= 0)
        close(m_in);
    m_in = -1;
}

int StubProcess::waitForExit(int timeoutMs)
{
    QElapsedTimer elapsed;
    elapsed.start();
    for (int status = 0; elapsed.elapsed() < timeoutMs; usleep(2000)) {
        if (waitpid(m_pid, &status, WNOHANG) != m_pid)
            continue;
        m_pid = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }
    return -1000;
}

} // namespace radiosonde
