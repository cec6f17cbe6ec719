// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/serial/line_link.h"

#include <QCoreApplication>

#include <algorithm>
#include <cerrno>

#include <poll.h>
#include <sys/socket.h>

namespace radiosonde
{

namespace
{

constexpr qsizetype upMost = 64 << 10;
constexpr qsizetype downMost = 16 << 10;
constexpr auto lastWords = std::chrono::milliseconds(300); // after the stub's last packet
constexpr auto lastWordsMost = std::chrono::milliseconds(800);
constexpr auto again = std::chrono::milliseconds(LINE_AGAIN_MS);

} // namespace

Result<std::unique_ptr<LineLink>> LineLink::start(std::unique_ptr<SerialPort> port, const QString &name,
                                                  quint32 bytesPerSecond, const QByteArray &already)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends) != 0)
        return fail(ErrorKind::Internal, QCoreApplication::translate("Serial", "No socket can be made"));
    std::unique_ptr<LineLink> link(new LineLink(std::move(port), name));
    link->m_near = OwnedFd(ends[0]);
    link->m_far = OwnedFd(ends[1]);
    lineOpen(&link->m_line, bytesPerSecond, 0);
    link->take(already);
    link->m_thread = std::thread([link = link.get()] { link->run(); });
    return link;
}

LineLink::~LineLink()
{
    shutdown(m_near.get(), SHUT_RDWR);
    m_thread.join();
}

QString LineLink::farewell() const
{
    const std::scoped_lock lock(m_mutex);
    return m_trouble.isEmpty() ? QCoreApplication::translate("Serial", "the serial line was closed")
                               : m_trouble;
}

void LineLink::run()
{
    while (turn()) {
    }
    shutdown(m_far.get(), SHUT_RDWR);
}

int LineLink::waitMs() const
{
    Clock::time_point due = lineIsIdle(&m_line) || !m_out.isEmpty() ? Clock::time_point::max() : m_again;
    if (m_leaving)
        due = std::min(due, m_last);
    if (due == Clock::time_point::max())
        return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(due - Clock::now()).count();
    return int(std::max<qint64>(left, 0));
}

bool LineLink::turn()
{
    pollfd fds[] = {{m_port->fd(), short(POLLIN | (m_out.isEmpty() ? 0 : POLLOUT)), 0}, {m_far.get(), 0, 0}};
    if (!m_leaving && m_down.size() < downMost)
        fds[1].events |= POLLIN;
    if (!m_up.isEmpty())
        fds[1].events |= POLLOUT;
    poll(fds, m_leaving ? 1 : 2, waitMs());
    if (fds[0].revents & (POLLIN | POLLHUP | POLLERR) && !readPort())
        return false;
    if (!m_leaving && fds[1].revents && !(readSocket() && passOn())) {
        m_leaving = true;
        m_last = Clock::now() + lastWords;
    }
    pack();
    tend();
    if (!writePort())
        return false;
    return !m_leaving || Clock::now() < m_last;
}

bool LineLink::readPort()
{
    char bytes[4096];
    const ssize_t got = ::read(m_port->fd(), bytes, sizeof bytes);
    if (got > 0) {
        take({bytes, got});
        if (!m_leaving)
            passOn(); // that the reader has gone shows at its end of the socket
        return true;
    }
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return true;
    const std::scoped_lock lock(m_mutex);
    m_trouble = QCoreApplication::translate("Serial", "the serial port %1 has gone").arg(m_name);
    return false;
}

void LineLink::take(QByteArrayView bytes)
{
    for (const char byte : bytes) {
        if (!lineTake(&m_line, quint8(byte), quint32(upMost - m_up.size())))
            continue;
        m_up.append(reinterpret_cast<const char *>(m_line.in) + LINE_HEADER, m_line.length);
        if (m_leaving && m_line.length > 0) // the stub may not have heard the acknowledgement of its last one
            m_last = std::min(Clock::now() + lastWords, m_last + lastWordsMost);
    }
}

bool LineLink::readSocket()
{
    char bytes[4096];
    const ssize_t got = recv(m_far.get(), bytes, sizeof bytes, 0);
    if (got > 0)
        m_down.append(bytes, got);
    return got > 0 || (got < 0 && (errno == EAGAIN || errno == EINTR));
}

bool LineLink::passOn()
{
    if (m_up.isEmpty())
        return true;
    const ssize_t put = ::send(m_far.get(), m_up.constData(), size_t(m_up.size()), MSG_NOSIGNAL);
    if (put > 0)
        m_up.remove(0, put);
    return put >= 0 || errno == EAGAIN || errno == EINTR;
}

void LineLink::send(quint8 flags, quint8 number)
{
    quint8 bytes[LINE_WIRE_MOST];
    const quint32 size = lineEncode(&m_line, flags, number, bytes);
    m_out.append(reinterpret_cast<const char *>(bytes), size);
}

void LineLink::pack()
{
    qsizetype packed = 0;
    for (;;) {
        const auto *bytes = reinterpret_cast<const quint8 *>(m_down.constData()) + packed;
        packed += lineAppend(&m_line, bytes, quint32(m_down.size() - packed));
        if (!lineCut(&m_line, packed == m_down.size()))
            break;
        send(LINE_DATA, quint8(m_line.next - 1));
        m_again = Clock::now() + again;
    }
    m_down.remove(0, packed);
}

void LineLink::tend()
{
    if (!lineIsIdle(&m_line) && m_out.isEmpty() && Clock::now() >= m_again) {
        m_line.again = 1;
        ++m_line.tries;
    }
    if (m_line.again && m_out.isEmpty()) { // else they stand there already
        m_line.again = 0;
        m_line.sweep ^= LINE_SWEEP;
        for (quint8 number = m_line.first; number != m_line.next; ++number)
            send(LINE_DATA, number);
        m_again = Clock::now() + again;
    }
    if (m_line.answer) {
        send(m_line.answer & LINE_NAK, 0);
        m_line.answer = 0;
        if (m_line.probes > 0 && !m_line.peerClean) {
            --m_line.probes;
            send(LINE_PROBE, 0);
        }
    }
}

bool LineLink::writePort()
{
    if (m_out.isEmpty())
        return true;
    const ssize_t put = ::write(m_port->fd(), m_out.constData(), size_t(m_out.size()));
    if (put > 0)
        m_out.remove(0, put);
    if (put >= 0 || errno == EAGAIN || errno == EINTR)
        return true;
    const std::scoped_lock lock(m_mutex);
    m_trouble = QCoreApplication::translate("Serial", "the serial port %1 has gone").arg(m_name);
    return false;
}

} // namespace radiosonde
