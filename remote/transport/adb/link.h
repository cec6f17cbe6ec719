// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/transport/adb/connection.h"
#include "remote/transport/adb/devices.h"
#include "remote/transport/adb/shell_packets.h"
#include "remote/transport/channel.h"

namespace radiosonde
{

// A shell on a device, through the adb server, without a terminal: by the second shell protocol where the
// device has it, which keeps stderr apart and tells the exit status, else by the plain `exec:` service. Bytes
// go from the socket to the reader and back without a buffer of ours in between, so that polling the socket
// tells all.
class AdbLink : public Channel
{
public:
    // `exec sh` on the device. Blocks; interruptible. Kind Unreachable: the device has gone meanwhile, or
    // runs no programs in this way; Cancelled.
    static Result<std::unique_ptr<AdbLink>> open(const AdbServerAddress &address, const AdbDevice &device,
                                                 const Interruptor &interruptor);

    int readFd() const override { return m_socket.get(); }
    int writeFd() const override { return m_socket.get(); }
    qint64 read(char *data, qint64 maximum) override;
    qint64 write(const char *data, qint64 size) override;
    QString farewell() const override; // asks the server what became of the device

private:
    AdbLink(OwnedFd socket, AdbServerAddress address, AdbDevice device, bool packets);
    qint64 receive(char *data, qint64 size);
    bool readPart();
    void endReading(int error);
    qint64 send(const char *data, qint64 size);
    bool sendHeader();

    OwnedFd m_socket;
    AdbServerAddress m_address;
    AdbDevice m_device;
    bool m_packets = false;

    AdbShellReader m_reader;
    QByteArray m_complaint; // the last that came by stderr
    bool m_readEnded = false;
    int m_readError = 0;  // errno of the call that found the link dead; 0: end of stream
    int m_writeError = 0; // likewise

    QByteArray m_header;   // of the packet that is being written, as far as it has not gone
    qint64 m_promised = 0; // bytes that its header announced and that are still to be written
};

} // namespace radiosonde
