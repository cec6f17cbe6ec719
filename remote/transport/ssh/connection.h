// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/transport/process_channel.h"
#include "remote/transport/ssh/guard.h"
#include "remote/transport/ssh/handles.h"
#include "remote/transport/ssh/owned_fd.h"
#include "remote/transport/ssh_address.h"

namespace radiosonde
{

class SshLink;

// A session with a server that knows its user, and what carries it.
struct SshConnection
{
    SshConnection();
    SshConnection(SshConnection &&) noexcept;
    ~SshConnection();

    QString name;                          // of the server, for people
    QString encryption;                    // key exchange, cipher and, where that needs one, MAC
    std::unique_ptr<SshLink> jump;         // a tunnel through another server, or
    std::unique_ptr<ProcessChannel> proxy; // the proxy command, or neither
    OwnedFd socket;                        // what the session talks through; the session has a duplicate
    SshSessionHandle session;              // ends first
};

// Connects, directly or through jump hosts, checks the server's key and logs in. Blocks; the guard's
// Interruptor ends that. Kind Unreachable, Cancelled; Usage for a configuration that can't be understood.
Result<SshConnection> openSshConnection(const SshAddress &address, ConnectObserver *observer,
                                        SshGuard &guard);

} // namespace radiosonde
