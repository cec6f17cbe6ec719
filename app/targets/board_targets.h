// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/targets/known_targets.h"
#include "remote/boards/boards.h"

namespace radiosonde
{

// The virtual boards as targets. Starts no process; any thread.
QList<KnownTarget> boardTargets(const Boards &boards);

} // namespace radiosonde
