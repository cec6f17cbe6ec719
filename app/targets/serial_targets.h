// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/targets/known_targets.h"

namespace radiosonde
{

// Serial ports as targets, told by the name of the port and what its adapter says of itself; those that this
// user may not open as well, with what to do in `detail`.
QList<KnownTarget> serialTargets(const QList<SerialPortEntry> &ports);

} // namespace radiosonde
