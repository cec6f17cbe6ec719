// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/loader/worker/boundary.h"
#include "remote/loader/worker/loaded_object.h"

namespace radiosonde
{

// Attaches every loaded program where its section says; perf_event programs sample every online CPU.
AttachAnswer attachPrograms(Boundary &boundary, LoadedObject &loaded);

// A perf buffer: an event for each online CPU that wakes its reader by bytes, put into the map.
PerfAnswer openPerfBuffer(const PerfJob &job, Boundary &boundary, LoadedObject &loaded);

} // namespace radiosonde
