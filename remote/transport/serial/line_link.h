// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/transport/serial/port.h"
#include "remote/wire/line.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <mutex>
#include <thread>

namespace radiosonde
{

// The host's end of a line's packets (remote/wire/line.h), in a thread of its own, since packets have to be
// sent again also when nobody reads or writes: bytes of the stream at a socket, packets at the port. Nothing
// piles up: while the socket's reader rests, 64 KiB wait here, and the stub is not acknowledged.
class LineLink
{
public:
    // `already`: bytes that were read from the port.
    static Result<std::unique_ptr<LineLink>> start(std::unique_ptr<SerialPort> port, const QString &name,
                                                   quint32 bytesPerSecond, const QByteArray &already);
    ~LineLink(); // within a second: the last packets are still acknowledged

    int fd() const { return m_near.get(); } // non-blocking; end of file once the port is gone
    QString farewell() const;

private:
    using Clock = std::chrono::steady_clock;

    LineLink(std::unique_ptr<SerialPort> port, QString name)
        : m_port(std::move(port)), m_name(std::move(name))
    {
    }
    void run();
    bool turn(); // false: it is over
    int waitMs() const;
    bool readPort();
    bool writePort();
    void take(QByteArrayView bytes);
    bool readSocket();
    bool passOn();
    void pack();
    void tend();
    void send(quint8 flags, quint8 number);

    std::unique_ptr<SerialPort> m_port;
    const QString m_name;
    OwnedFd m_near, m_far;
    line m_line{};
    QByteArray m_down;           // of the stream, not in a packet yet
    QByteArray m_out;            // encoded, not taken by the port yet
    QByteArray m_up;             // of the stream, not taken by the socket yet
    Clock::time_point m_again{}; // when what is under way is sent again
    Clock::time_point m_heard{}; // the last packet
    bool m_leaving = false;      // the stream's owner has gone
    Clock::time_point m_last{};  // when the link ends for that
    mutable std::mutex m_mutex;
    QString m_trouble; // under m_mutex
    std::thread m_thread;
};

} // namespace radiosonde
