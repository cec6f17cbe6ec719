// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/loader/worker/boundary.h"
#include "remote/loader/worker/loaded_object.h"

namespace radiosonde
{

// Opens the events of a perf buffer, one for each CPU that runs, and puts them into its map.
PerfAnswer openPerfBuffer(const PerfJob &job, Boundary &boundary, LoadedObject &loaded);

} // namespace radiosonde
