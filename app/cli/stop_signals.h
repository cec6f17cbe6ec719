// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/probe_run.h"

namespace radiosonde
{

// While it lives, SIGINT, SIGTERM and SIGHUP fire `stop` and end the run in order; a second one ends it at
// once. Without a run the second one ends the process. One at a time exists.
class StopSignals
{
public:
    explicit StopSignals(Interruptor &stop, ProbeRun *run = nullptr);
    ~StopSignals();
    StopSignals(const StopSignals &) = delete;
    StopSignals &operator=(const StopSignals &) = delete;
};

} // namespace radiosonde
