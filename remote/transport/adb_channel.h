// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/transport/adb_address.h"
#include "remote/transport/channel.h"

namespace radiosonde
{

// A stub on the device of an adb URL: the adb server found, or started by the adb program, a shell there
// (without a terminal), root's by su where adb's is not root's, and the stub deployed through it. Errors as
// openChannel; docs/protocol.md has the dialogue.
Result<std::unique_ptr<Channel>> openAdbChannel(const QString &url, ConnectObserver *observer,
                                                const Interruptor &interruptor);

} // namespace radiosonde
