// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/adb/link.h"

#include <algorithm>
#include <cerrno>

#include <sys/socket.h>

namespace radiosonde
{

namespace
{

using Part = AdbShellReader::Part;

constexpr qsizetype keptComplaint = 4 << 10;
constexpr qint64 longestPacket = 32 << 10; // of ours; every device takes that

} // namespace

AdbLink::AdbLink(OwnedFd socket, AdbServerAddress address, AdbDevice device, bool packets)
    : m_socket(std::move(socket)), m_address(std::move(address)), m_device(std::move(device)),
      m_packets(packets)
{
}

// The server need not have closed the socket: whoever polls it must hear of the end.
void AdbLink::endReading(int error)
{
    m_readEnded = true;
    m_readError = error;
    shutdown(m_socket.get(), SHUT_RDWR);
}

// Notes the end and the death of the link.
qint64 AdbLink::receive(char *data, qint64 size)
{
    const ssize_t got = recv(m_socket.get(), data, size_t(size), 0);
    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) {
        m_readEnded = true;
        m_readError = got < 0 ? errno : 0;
    }
    return got;
}

// A piece of what is not output. False when there is none, or the link has ended.
bool AdbLink::readPart()
{
    char bytes[1024];
    const qint64 got = receive(bytes, std::min<qint64>(m_reader.left(), sizeof bytes));
    if (got <= 0)
        return false;
    if (m_reader.part() == Part::Header) {
        m_reader.takeHeader(QByteArrayView(bytes, got));
        if (m_reader.part() == Part::Broken)
            endReading(EPROTO);
        return !m_readEnded;
    }
    if (m_reader.part() == Part::Status) {
        m_reader.takeStatus(quint8(bytes[0]));
        endReading(0);
        return false;
    }
    if (m_reader.part() == Part::Errors) {
        m_complaint.append(bytes, got);
        m_complaint = m_complaint.last(qMin(m_complaint.size(), keptComplaint));
    }
    m_reader.take(got);
    return true;
}

qint64 AdbLink::read(char *data, qint64 maximum)
{
    qint64 total = 0;
    errno = EAGAIN;
    while (!m_readEnded && total < maximum) {
        if (m_packets && m_reader.part() != Part::Output) {
            if (readPart())
                continue;
            break;
        }
        const qint64 room = maximum - total;
        const qint64 got = receive(data + total, m_packets ? std::min<qint64>(m_reader.left(), room) : room);
        if (got <= 0)
            break;
        total += got;
        if (m_packets)
            m_reader.take(got);
    }
    if (total > 0)
        return total;
    if (!m_readEnded)
        return -1; // with the errno of recv()
    errno = m_readError;
    return m_readError == 0 ? 0 : -1;
}

qint64 AdbLink::send(const char *data, qint64 size)
{
    const ssize_t sent = ::send(m_socket.get(), data, size_t(size), MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN && errno != EINTR)
        m_writeError = errno;
    return sent;
}

// True once all of it has gone.
bool AdbLink::sendHeader()
{
    while (!m_header.isEmpty()) {
        const qint64 sent = send(m_header.constData(), m_header.size());
        if (sent < 0)
            return false;
        m_header.remove(0, sent);
    }
    return true;
}

// A packet's header tells its length, and what was not taken of it is what a writer brings next: a stream of
// bytes goes on with the same ones. So nothing has to be kept here but the rest of a header.
qint64 AdbLink::write(const char *data, qint64 size)
{
    if (m_writeError != 0) {
        errno = m_writeError;
        return -1;
    }
    if (!m_packets)
        return send(data, size);
    if (m_promised == 0) {
        m_promised = std::min(size, longestPacket);
        const auto header = makeAdbShellHeader(AdbShellId::Stdin, quint32(m_promised));
        m_header = QByteArray(header.data(), header.size());
    }
    if (!sendHeader())
        return -1;
    const qint64 sent = send(data, std::min(size, m_promised));
    m_promised -= std::max<qint64>(sent, 0);
    return sent;
}

} // namespace radiosonde
