// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/loader/worker/boundary.h"
#include "remote/loader/worker/loaded_object.h"
#include "remote/loader/worker/uprobe_plan.h"

namespace radiosonde
{

// Attaches each program that is loaded; those that cannot be are told with their errno.
AttachAnswer attachPrograms(const AttachJob &job, const std::vector<UprobePlan> &uprobes, Boundary &boundary,
                            LoadedObject &loaded);

// Runs of the loaded programs that the kernel left out so far.
uint64_t missedRuns(const LoadedObject &loaded);

} // namespace radiosonde
