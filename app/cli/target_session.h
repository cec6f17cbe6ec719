// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/target_pool.h"
#include "app/targets/target_choice.h"

namespace radiosonde
{

// The target that --target names, this machine without one. What is odd about the list of saved targets is
// said on stderr. Kind Usage.
Result<TargetChoice> chooseTarget(const QString &given);

// A target for the commands that ask it something and end: with all rights, so that what is told of the
// target is what can be had there. Asks on the terminal; `stop` cancels. `boards` outlives the lease.
Result<TargetLease> connectTo(const TargetChoice &choice, Boards &boards, const Interruptor &stop);

} // namespace radiosonde
