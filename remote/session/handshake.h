// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/session/connection.h"

namespace radiosonde
{

// What the first frames of a session lead to.
struct Greeting
{
    TargetInfo target;
    int stubProcessId = 0;
    QString encryption;      // of the link, as Channel tells it
    qint64 ownOffset = 0;    // ns since 1970 by the target's own clock when its monotonic clock was 0
    Connection::Start start; // HELLO_ACK waits in it to be sent
};

// Waits for the stub's HELLO, skipping what a shell or login says before it. Errors of kind Unreachable:
// silence, the end of the link (with the channel's farewell and what was said instead), another version, an
// unknown architecture.
Result<Greeting> shakeHands(std::unique_ptr<Channel> channel, const QString &url,
                            const SessionOptions &options, const Interruptor &interruptor);

} // namespace radiosonde
