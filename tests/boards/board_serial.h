// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/boards/board.h"

namespace radiosonde::e2e
{

// Starts a shell of root's on the board's second serial port, unless one runs there, as a login would. Empty,
// or why the board is not reached that way; `impossible`: its kernel has no such port.
QString startSerialConsole(const Board &board, bool &impossible);

} // namespace radiosonde::e2e
