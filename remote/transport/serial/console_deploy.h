// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/transport/serial/console.h"

namespace radiosonde
{

// At a shell's prompt: brings the stub across the console, each line said back and compared, and starts it
// there. Returns what was heard behind the last answer: the stub's first bytes. Errors as deployStub(), and
// lines that can't be brought across, and a shell that may not trace. Blocks.
Result<QByteArray> deployOverConsole(Console &console, bool becomeRoot);

} // namespace radiosonde
