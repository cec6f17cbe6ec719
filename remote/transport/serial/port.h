// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "remote/transport/ssh/owned_fd.h"

#include <QByteArray>

#include <memory>

namespace radiosonde
{

// A serial port, raw and ours alone. Its settings are put back when it is closed. It is the descriptor itself
// and not QSerialPort: a Channel is polled by its owner's loop, and that class wants an event loop of Qt's.
class SerialPort
{
public:
    // 8 data bits, no parity, no flow control. Kind Unreachable: no such device, no permission, in use by
    // another program, no terminal.
    static Result<std::unique_ptr<SerialPort>> open(const QString &device, quint32 baud);
    ~SerialPort();

    int fd() const { return m_fd.get(); } // non-blocking

private:
    explicit SerialPort(OwnedFd fd) : m_fd(std::move(fd)) {}
    Result<> configure(const QString &device, quint32 baud);

    OwnedFd m_fd;
    QByteArray m_before; // struct termios2 to be put back; empty: none
};

} // namespace radiosonde
