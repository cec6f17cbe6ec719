// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/probe_run.h"

namespace radiosonde
{

// The path of a file: URL; empty for any other URL.
QString recordingPath(const QString &url);

// Replays a recording through the decoder into the observer's sink, as fast as it goes: no kernel, no
// compiler. Blocks on the run's thread.
RunSummary replayRun(const RunRequest &request, RunEnvironment &environment, RunObserver &observer,
                     const Interruptor &stop);

} // namespace radiosonde
