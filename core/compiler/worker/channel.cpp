// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compiler/worker/channel.h"

#include "core/compiler/protocol.h"

#include <QtEndian>

#include <cerrno>
#include <poll.h>
#include <unistd.h>

namespace radiosonde
{

namespace
{

bool readAll(char *data, qsizetype size)
{
    while (size > 0) {
        const ssize_t n = ::read(0, data, size_t(size));
        if (n == 0 || (n < 0 && errno != EINTR))
            return false;
        if (n > 0) {
            data += n;
            size -= n;
        }
    }
    return true;
}

} // namespace

std::optional<QByteArray> readMessage()
{
    char header[4];
    if (!readAll(header, sizeof header))
        return {};
    const qsizetype size = qFromLittleEndian<quint32>(header);
    if (size > maxWorkerMessage)
        return {};
    QByteArray message(size, Qt::Uninitialized);
    if (!readAll(message.data(), size))
        return {};
    return message;
}

bool messageWaits()
{
    pollfd input{0, POLLIN, 0};
    return ::poll(&input, 1, 0) != 0;
}

bool writeMessage(const QByteArray &message)
{
    QByteArray bytes(4, Qt::Uninitialized);
    qToLittleEndian(quint32(message.size()), bytes.data());
    bytes += message;
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t n = ::write(1, bytes.constData() + done, size_t(bytes.size() - done));
        if (n < 0 && errno != EINTR)
            return false;
        if (n > 0)
            done += n;
    }
    return true;
}

} // namespace radiosonde
