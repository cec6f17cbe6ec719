// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/target_pool.h"

namespace radiosonde
{

// A target for the commands that ask it something and end: connected without progress or interruption,
// with all rights, so that what is told of the target is what can be had there.
Result<TargetLease> connectTo(const QString &url);

} // namespace radiosonde
