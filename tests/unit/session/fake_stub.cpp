// SPDX-License-Identifier: GPL-3.0-or-later
#include "fake_stub.h"

#include <cstring>

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace radiosonde
{

namespace
{

class SocketChannel : public Channel
{
public:
    explicit SocketChannel(int fd) : m_fd(fd) {}
    ~SocketChannel() override { close(m_fd); }
    int readFd() const override { return m_fd; }
    int writeFd() const override { return m_fd; }
    qint64 read(char *data, qint64 maximum) override { return recv(m_fd, data, size_t(maximum), 0); }
    qint64 write(const char *data, qint64 size) override
    {
        return ::send(m_fd, data, size_t(size), MSG_NOSIGNAL);
    }
    QString farewell() const override { return QStringLiteral("the script has ended"); }

private:
    int m_fd;
};

template<class T> QByteArray bytesOf(const T &value)
{
    return {reinterpret_cast<const char *>(&value), qsizetype(sizeof value)};
}

template<class T> T valueOf(const QByteArray &bytes)
{
    T value{};
    std::memcpy(&value, bytes.constData(), std::min(sizeof value, size_t(bytes.size())));
    return value;
}

} // namespace

void FakeStub::Link::say(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const qint64 put = ::send(m_fd, bytes.data(), size_t(bytes.size()), MSG_NOSIGNAL);
        if (put <= 0)
            return;
        bytes = bytes.sliced(put);
    }
}

void FakeStub::Link::send(quint8 type, quint8 flags, quint16 stream, quint64 seq, QByteArrayView payload)
{
    say(bytesOf(wire_frame{quint32(payload.size()), type, flags, stream, seq}) + payload.toByteArray());
}

void FakeStub::Link::reply(quint64 seq, qint64 result, QByteArrayView bytes, bool last)
{
    send(WIRE_REPLY, last ? WIRE_LAST : 0, 0, seq, bytesOf(result) + bytes.toByteArray());
}

void FakeStub::Link::hello(quint32 version)
{
    wire_hello hello{};
    hello.magic = WIRE_MAGIC;
    hello.version = version;
    hello.pointer_size = 8;
    hello.page_size = 4096;
    hello.capabilities = WIRE_CAP_BPF | WIRE_CAP_PERFMON | WIRE_CAP_SYS_ADMIN;
    hello.pid = 4711;
    hello.cpus = 2;
    hello.monotonic = 5'000'000'000;
    std::strcpy(hello.sysname, "Linux");
    std::strcpy(hello.nodename, "board-7");
    std::strcpy(hello.release, "6.1.0");
    std::strcpy(hello.machine, "aarch64");
    std::memcpy(hello.boot_id, "01234567-89ab-cdef-0123-456789abcdef", 36);
    send(WIRE_HELLO, 0, 0, 0, bytesOf(hello));
}

void FakeStub::Link::data(quint16 stream, quint64 position, QByteArrayView bytes, bool last)
{
    const quint64 time = 6'000'000'000;
    send(WIRE_DATA, last ? WIRE_LAST : 0, stream, position, bytesOf(time) + bytes.toByteArray());
}

void FakeStub::Link::snapshot(quint16 stream, quint64 seq, quint32 number, quint32 entries,
                              QByteArrayView bytes, bool last, qint32 error, quint32 flags)
{
    const wire_snapshot head{7'000'000'000, number, entries, error, flags};
    send(WIRE_CHUNK, last ? WIRE_LAST : 0, stream, seq, bytesOf(head) + bytes.toByteArray());
}

void FakeStub::Link::pong(const Frame &ping)
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    const quint64 time = quint64(now.tv_sec) * 1'000'000'000 + quint64(now.tv_nsec);
    send(WIRE_PONG, 0, 0, ping.head.seq, bytesOf(wire_pong{valueOf<quint64>(ping.payload), time, 0}));
}

void FakeStub::Link::end(wire_end reason)
{
    send(WIRE_END, 0, 0, token, bytesOf(quint64(reason)));
}

std::optional<FakeStub::Frame> FakeStub::Link::read()
{
    Frame frame;
    const auto fill = [this](char *to, qsizetype size) {
        while (size > 0) {
            pollfd polled{m_fd, POLLIN, 0};
            if (poll(&polled, 1, 10'000) <= 0)
                return false;
            const qint64 got = recv(m_fd, to, size_t(size), 0);
            if (got <= 0)
                return false;
            to += got;
            size -= got;
        }
        return true;
    };
    if (!fill(reinterpret_cast<char *>(&frame.head), sizeof frame.head))
        return std::nullopt;
    frame.payload.resize(frame.head.length);
    if (!fill(frame.payload.data(), frame.payload.size()))
        return std::nullopt;
    if (frame.head.type == WIRE_CREDIT && frame.head.stream == WIRE_CREDIT_DATA)
        credit += valueOf<quint64>(frame.payload);
    if (frame.head.type == WIRE_HELLO_ACK) {
        credit += valueOf<wire_hello_ack>(frame.payload).credit;
        token = valueOf<wire_hello_ack>(frame.payload).token;
    }
    return frame;
}

std::optional<FakeStub::Frame> FakeStub::Link::expect(quint8 type)
{
    while (std::optional<Frame> frame = read()) {
        if (frame->head.type == type)
            return frame;
        if (frame->head.type == WIRE_PING)
            pong(*frame);
    }
    return std::nullopt;
}

void FakeStub::Link::serve()
{
    if (expect(WIRE_QUIT))
        end(WIRE_END_QUIT);
}

FakeStub::FakeStub(std::function<void(Link &)> script)
{
    int ends[2] = {-1, -1};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        qFatal("no socket pair");
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    m_hostFd = ends[0];
    m_stubFd = ends[1];
    m_thread = std::thread([this, script = std::move(script)] {
        Link link(m_stubFd);
        script(link);
        shutdown(m_stubFd, SHUT_RDWR);
    });
}

FakeStub::~FakeStub()
{
    m_thread.join();
    close(m_stubFd);
    if (m_hostFd >= 0)
        close(m_hostFd);
}

std::unique_ptr<Channel> FakeStub::takeChannel()
{
    return std::make_unique<SocketChannel>(std::exchange(m_hostFd, -1));
}

} // namespace radiosonde
