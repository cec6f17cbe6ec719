// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/session/handshake.h"

#include "core/base/text.h"

#include <QCoreApplication>
#include <QRandomGenerator>

#include <cerrno>

#include <poll.h>
#include <time.h>

namespace radiosonde
{

namespace
{

using Clock = std::chrono::steady_clock;

constexpr qsizetype readBytes = 64 << 10;
constexpr quint32 statisticsMs = 1000;

// Waits for HELLO on a channel that nobody else uses yet.
class HelloReader
{
public:
    HelloReader(Channel &channel, FrameDecoder &decoder, const SessionOptions &options)
        : m_channel(channel), m_decoder(decoder), m_limitMs(options.helloMs),
          m_deadline(Clock::now() + std::chrono::milliseconds(options.helloMs))
    {
    }

    Result<Hello> read(const Interruptor &interruptor)
    {
        for (;;) {
            const Result<std::optional<FrameView>> frame = m_decoder.next();
            if (!frame)
                return refuse(frame.error().text);
            if (*frame)
                return parse((*frame)->payload);
            if (const Result<> more = readMore(interruptor); !more)
                return std::unexpected(more.error());
        }
    }

private:
    Result<Hello> parse(QByteArrayView payload) const
    {
        const Result<Hello> hello = parseHello(payload);
        if (!hello)
            return fail(ErrorKind::Unreachable, hello.error().text, hello.error().hint);
        return hello;
    }

    // Reads first: a channel may have bytes that its descriptor does not tell of.
    Result<> readMore(const Interruptor &interruptor)
    {
        if (interruptor.interrupted())
            return cancelled();
        const qint64 got = m_channel.read(m_decoder.prepare(readBytes), readBytes);
        if (got > 0)
            m_decoder.commit(got);
        else if (got == 0 || (errno != EAGAIN && errno != EINTR))
            return refuse(
                QCoreApplication::translate("Session", "No stub answered: %1").arg(m_channel.farewell()));
        return Clock::now() < m_deadline && got > 0 ? Result<>() : wait(interruptor);
    }

    Result<> wait(const Interruptor &interruptor)
    {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(m_deadline - Clock::now()).count();
        pollfd fds[] = {{m_channel.readFd(), POLLIN, 0}, {interruptor.fd(), POLLIN, 0}};
        poll(fds, 2, int(std::max<qint64>(left, 0)));
        if (interruptor.interrupted())
            return cancelled();
        if (fds[0].revents != 0 || Clock::now() < m_deadline)
            return {};
        return refuse(QCoreApplication::translate("Session", "No stub answered within %1 s")
                          .arg(double(m_limitMs) / 1000));
    }

    static std::unexpected<Error> cancelled()
    {
        return fail(ErrorKind::Cancelled,
                    QCoreApplication::translate("Session", "Connecting was interrupted"));
    }

    std::unexpected<Error> refuse(QString text) const
    {
        const QString instead = decodeText(m_decoder.noise()).trimmed();
        if (!instead.isEmpty())
            text = QCoreApplication::translate("Session", "%1; instead came: %2").arg(text, instead);
        return fail(ErrorKind::Unreachable, text);
    }

    Channel &m_channel;
    FrameDecoder &m_decoder;
    const int m_limitMs;
    const Clock::time_point m_deadline;
};

// Capabilities that programs without CAP_BPF in their kernel need: it came with 5.8.
bool isBefore58(const QString &release)
{
    const int major = release.section(u'.', 0, 0).toInt();
    return major < 5 || (major == 5 && release.section(u'.', 1, 1).toInt() < 8);
}

// Debian's and Ubuntu's kernels know a kernel.perf_event_paranoid above 2, which is their default: then
// perf_event_open(2), so kprobes and tracepoints, wants CAP_SYS_ADMIN and does not look at CAP_PERFMON.
bool restrictsPerf(const QString &version)
{
    return version.contains(u"Debian") || version.contains(u"Ubuntu");
}

quint32 capabilitiesToKeep(const SessionOptions &options, const QString &release, const QString &version)
{
    if (options.keepCapabilities != 0)
        return options.keepCapabilities;
    const bool needsAll = isBefore58(release) || restrictsPerf(version);
    return WIRE_CAP_BPF | WIRE_CAP_PERFMON | WIRE_CAP_SYSLOG | WIRE_CAP_SYS_RESOURCE | WIRE_CAP_SYS_PTRACE |
           WIRE_CAP_DAC_READ_SEARCH | WIRE_CAP_NET_ADMIN | (needsAll ? WIRE_CAP_SYS_ADMIN : 0);
}

qint64 wallClock()
{
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    return qint64(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
}

Result<TargetInfo> describeTarget(const Hello &hello, const QString &url)
{
    TargetInfo target{.url = url,
                      .hostName = decodeText(hello.nodename),
                      .sysname = decodeText(hello.sysname),
                      .release = decodeText(hello.release),
                      .version = decodeText(hello.versionText),
                      .machine = decodeText(hello.machine),
                      .pointerSize = hello.pointerSize,
                      .pageSize = hello.pageSize,
                      .cpus = hello.cpus,
                      .bootId = decodeText(hello.bootId),
                      .buildId = hello.buildId,
                      .capabilities = hello.capabilities,
                      .wallOffset = wallClock() - qint64(hello.monotonic)};
    target.name = url == u"local" ? QCoreApplication::translate("Session", "This machine") : target.hostName;
    const std::optional<Architecture> architecture = architectureFromMachine(target.machine);
    if (!architecture)
        return fail(ErrorKind::Unreachable,
                    QCoreApplication::translate("Session", "The target's architecture, %1, is not supported")
                        .arg(target.machine));
    target.architecture = *architecture;
    return target;
}

} // namespace

Result<Greeting> shakeHands(std::unique_ptr<Channel> channel, const QString &url,
                            const SessionOptions &options, const Interruptor &interruptor)
{
    FrameDecoder decoder;
    const Result<Hello> hello = HelloReader(*channel, decoder, options).read(interruptor);
    if (!hello)
        return std::unexpected(hello.error());
    Result<TargetInfo> target = describeTarget(*hello, url);
    if (!target)
        return std::unexpected(target.error());
    const quint32 keep = capabilitiesToKeep(options, target->release, target->version);
    target->capabilities &= keep;
    const quint64 token = QRandomGenerator::global()->generate64();
    QByteArray ack;
    appendHelloAck(ack,
                   {.version = WIRE_VERSION,
                    .keep = keep,
                    .silence_ms = quint32(options.silenceMs),
                    .stats_ms = statisticsMs,
                    .credit = options.firstCredit,
                    .token = token,
                    .piece = options.pieceBytes,
                    .log_limit = options.targetLog.isEmpty() ? 0 : options.targetLogLimit},
                   options.targetLog);
    Outbox out;
    out.append(ack);
    const qint64 wallOffset = target->wallOffset;
    QString encryption = channel->encryption();
    return Greeting{
        *std::move(target), hello->pid, std::move(encryption), qint64(hello->realtime - hello->monotonic),
        Connection::Start{std::move(channel), std::move(decoder), std::move(out), token, wallOffset}};
}

} // namespace radiosonde
