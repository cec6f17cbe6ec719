// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/transport/channel.h"

namespace radiosonde
{

// A stub on this machine: directly where this process has the rights, else through pkexec (with a display) or
// sudo -n. Errors as openChannel.
Result<std::unique_ptr<Channel>> openLocalChannel(ConnectObserver *observer, const Interruptor &interruptor);

// `command` by /bin/sh -c; its stdin and stdout reach a stub, or a shell that a stub is deployed through.
// Errors as openChannel.
Result<std::unique_ptr<Channel>> openCommandChannel(const QString &command, ConnectObserver *observer,
                                                    const Interruptor &interruptor);

} // namespace radiosonde
