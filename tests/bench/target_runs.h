// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/probe_run.h"

namespace radiosonde
{

// Prints how long a probe of the library takes from Run to attached and to its first row on a target that has
// something to show all the time: with a new session each time, and with a warm one. Fills caches first.
void measureRuns(const QString &probe, const QString &target, RunEnvironment &environment);

} // namespace radiosonde
