// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/probe_run.h"

#include <vector>

namespace radiosonde
{

// While it lives, SIGINT, SIGTERM and SIGHUP fire `stop` and end the runs in order; a second one ends them at
// once. Without runs the second one ends the process. One at a time exists.
class StopSignals
{
public:
    explicit StopSignals(Interruptor &stop, std::vector<ProbeRun *> runs = {});
    ~StopSignals();
    StopSignals(const StopSignals &) = delete;
    StopSignals &operator=(const StopSignals &) = delete;

private:
    const std::vector<ProbeRun *> m_runs;
};

} // namespace radiosonde
