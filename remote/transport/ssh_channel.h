// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/transport/channel.h"
#include "remote/transport/ssh_address.h"

namespace radiosonde
{

// Logs in by ssh and starts a POSIX shell there (`exec /bin/sh`, no PTY): what is written are its commands,
// what is read is their stdout; their stderr is kept for farewell(). The link runs in a thread of its own,
// with bounded buffers either way. Blocks until the shell runs; any thread. Kind Unreachable, or Cancelled.
Result<std::unique_ptr<Channel>> openSshShell(const SshAddress &address, ConnectObserver *observer,
                                              const Interruptor &interruptor);

// A stub at the other end of an ssh URL: the shell, as root by sudo where the URL says so, and the stub
// deployed through it. Errors as openChannel.
Result<std::unique_ptr<Channel>> openSshChannel(const QString &url, ConnectObserver *observer,
                                                const Interruptor &interruptor);

} // namespace radiosonde
