// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/services.h"

namespace radiosonde
{

class DemoDevices;

// Services for tests: a library of three probes, a compiler that finds fault with the word "broken", and runs
// whose data is made up: "filetop" a table, "biolatency" a histogram, "opensnoop" events, the same at each
// call. On "ssh://gone" a run has a hole, and its link is down. Journals go to `journalFolder`.
WindowServices demoServices(const QString &journalFolder);

// A saved board, one of ~/.ssh/config and two virtual ones, kept in memory. Reaching "ssh://root@board-7"
// asks whether its host is trusted and for a password, which is "secret"; others are reached at once, but
// "ssh://gone", which is refused. `devices`, where given, come and go beside them.
TargetServices demoTargets(const std::shared_ptr<DemoDevices> &devices = {});

// Facts with one parameter of each kind.
Facts demoFacts();

// Plans and data of the three.
Plan demoPlan(const QString &probe);
void feedDemo(const Plan &plan, DataSink &sink, int intervals,
              int first = 0); // begins the sink with the first of all

} // namespace radiosonde
