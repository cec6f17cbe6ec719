// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/probe_run.h"
#include "app/window/targets/target_services.h"

namespace radiosonde
{

// The real ones. `environment` outlives them.
TargetServices liveTargetServices(RunEnvironment &environment);

} // namespace radiosonde
