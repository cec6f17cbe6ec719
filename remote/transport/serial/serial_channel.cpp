// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/serial_channel.h"

#include "remote/transport/serial/console_deploy.h"
#include "remote/transport/serial/line_link.h"

#include <cerrno>

#include <sys/socket.h>

namespace radiosonde
{

namespace
{

constexpr quint32 bitsPerByte = 10; // with start and stop bits

class SerialChannel : public Channel
{
public:
    SerialChannel(std::unique_ptr<LineLink> link, quint32 rate) : m_link(std::move(link)), m_rate(rate) {}

    int readFd() const override { return m_link->fd(); }
    int writeFd() const override { return m_link->fd(); }
    qint64 read(char *data, qint64 maximum) override { return recv(m_link->fd(), data, size_t(maximum), 0); }
    qint64 write(const char *data, qint64 size) override
    {
        return send(m_link->fd(), data, size_t(size), MSG_NOSIGNAL);
    }
    QString farewell() const override { return m_link->farewell(); }
    quint32 bytesPerSecond() const override { return m_rate; }

private:
    std::unique_ptr<LineLink> m_link;
    const quint32 m_rate;
};

} // namespace

Result<std::unique_ptr<Channel>> openSerialChannel(const SerialAddress &address, ConnectObserver *observer,
                                                   const Interruptor &interruptor)
{
    Result<std::unique_ptr<SerialPort>> port = SerialPort::open(address.device, address.baud);
    if (!port)
        return std::unexpected(port.error());
    const quint32 rate = address.baud / bitsPerByte;
    const QString name = address.device.section(u'/', -1);
    Console console(**port, name, rate, observer, interruptor);
    if (const Result<> in = console.logIn(address.user); !in)
        return std::unexpected(in.error());
    const Result<QByteArray> first = deployOverConsole(console, address.becomeRoot);
    if (!first)
        return std::unexpected(first.error());
    Result<std::unique_ptr<LineLink>> link = LineLink::start(*std::move(port), name, rate, *first);
    if (!link)
        return std::unexpected(link.error());
    return std::make_unique<SerialChannel>(*std::move(link), rate);
}

} // namespace radiosonde
