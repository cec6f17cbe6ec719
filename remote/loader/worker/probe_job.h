// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/loader/worker/boundary.h"

namespace radiosonde
{

// Tries each named feature on the target for real: a program of two instructions is loaded and attached, a
// small map made, and both are gone afterwards. Names: those of probe_attach.cpp and "map:" with those of
// probe_maps.cpp; an unknown one answers EINVAL.
ProbeAnswer probeKernel(const ProbeJob &job, Boundary &boundary);

} // namespace radiosonde
