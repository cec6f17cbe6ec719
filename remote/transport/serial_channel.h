// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/transport/channel.h"

namespace radiosonde
{

// A console at a serial port, as far as the URL tells.
struct SerialAddress
{
    QString device;          // an absolute path
    quint32 baud = 115200;   // 300..4,000,000
    QString user;            // to log in as; empty: whoever answers is asked
    bool becomeRoot = false; // ?become=sudo

    bool operator==(const SerialAddress &) const = default;
};

// serial:///dev/ttyUSB0[?baud=N&user=NAME&become=sudo]. Kind Usage, naming the part that is wrong.
Result<SerialAddress> parseSerialUrl(const QString &url);

// Logs in on the console where nobody is, sends the stub through it and starts it there; the bytes of the
// stub's stream come and go in packets that are sent again when the line damages them. When the link ends,
// the terminal is as it was before. Blocks; any thread; interruptible.
Result<std::unique_ptr<Channel>> openSerialChannel(const SerialAddress &address, ConnectObserver *observer,
                                                   const Interruptor &interruptor);

} // namespace radiosonde
