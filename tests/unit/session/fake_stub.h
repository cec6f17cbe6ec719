// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/transport/channel.h"
#include "remote/wire/wire.h"

#include <QByteArray>

#include <functional>
#include <memory>
#include <optional>
#include <thread>

namespace radiosonde
{

// The far end of a link, played by a script on a thread of its own: for faults that a real stub never shows.
class FakeStub
{
public:
    struct Frame
    {
        wire_frame head{};
        QByteArray payload;
    };

    // The script's view of the link. Reads block, no longer than 10 s.
    class Link
    {
    public:
        explicit Link(int fd) : m_fd(fd) {}
        void say(QByteArrayView bytes); // as they are
        void send(quint8 type, quint8 flags, quint16 stream, quint64 seq, QByteArrayView payload = {});
        void reply(quint64 seq, qint64 result, QByteArrayView bytes = {}, bool last = true);
        void hello(quint32 version = WIRE_VERSION);
        void data(quint16 stream, quint64 position, QByteArrayView bytes, bool last = true);
        void snapshot(quint16 stream, quint64 seq, quint32 number, quint32 entries, QByteArrayView bytes,
                      bool last = true, qint32 error = 0, quint32 flags = 0);
        void pong(const Frame &ping);
        void end(wire_end reason);
        std::optional<Frame> read();              // nothing once the host has gone
        std::optional<Frame> expect(quint8 type); // answers pings, skips credits, until such a frame comes
        void serve();                             // pings, QUIT; until the host has gone
        quint64 credit = 0;                       // granted so far, HELLO_ACK's included
        quint64 token = 0;

    private:
        int m_fd;
    };

    explicit FakeStub(std::function<void(Link &)> script);
    ~FakeStub(); // waits for the script

    std::unique_ptr<Channel> takeChannel();

private:
    int m_hostFd = -1;
    int m_stubFd = -1;
    std::thread m_thread;
};

} // namespace radiosonde
