// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/boards/boards.h"

#include <optional>

namespace radiosonde::e2e
{

// A board that fixture.sh has booted for all tests of a run, below the folder that RADIOSONDE_TEST_BOARDS
// names; nothing where none runs there. Who looks uses it with others, one after the other: it is to be left
// as it was.
std::optional<BoardAccess> runningBoard(const QString &name, const Boards &boards);

} // namespace radiosonde::e2e
