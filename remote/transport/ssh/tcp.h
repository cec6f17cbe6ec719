// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/interruptor.h"
#include "remote/transport/ssh/owned_fd.h"

#include <chrono>

namespace radiosonde
{

struct TcpTarget
{
    QString host; // a name or an address
    int port = 22;
    int family = 0;      // AF_INET, AF_INET6; 0: either
    QString bindAddress; // empty: whatever the system chooses
};

// Connects to the first of the host's addresses that takes the connection; all of them share `limit`. The
// socket has TCP keep-alive and no delay. Kind Unreachable, saying whether the name, the way or the port is
// the trouble; Cancelled.
Result<OwnedFd> connectTcp(const TcpTarget &target, std::chrono::seconds limit,
                           const Interruptor &interruptor);

} // namespace radiosonde
