// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/probe_run.h"

#include <optional>

namespace radiosonde
{

// When a run came how far, in milliseconds since Run was pressed.
struct TimedRun
{
    double compiled = 0;        // object and facts are there
    double attached = 0;        // the programs run
    std::optional<double> data; // the first event or snapshot; none came
};

// Runs it to its end, with nothing drawn. A run that fails is told on stdout and gives nothing.
std::optional<TimedRun> timeRun(const RunRequest &request, RunEnvironment &environment);

} // namespace radiosonde
