// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/boards/boards.h"
#include "remote/transport/channel.h"

namespace radiosonde
{

// A stub on a virtual board: board://NAME, with ?server=openssh through OpenSSH's server instead of dropbear.
// Errors as openChannel.
Result<std::unique_ptr<Channel>> openBoardChannel(const QString &url, Boards &boards,
                                                  ConnectObserver *observer, const Interruptor &interruptor);

} // namespace radiosonde
