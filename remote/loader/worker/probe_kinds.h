// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/loader/worker/boundary.h"

#include <string>

namespace radiosonde
{

// One feature each; see probeKernel().
ProbeOutcome probeAttach(const std::string &name, Boundary &boundary);
ProbeOutcome probeMap(const std::string &name, Boundary &boundary);

} // namespace radiosonde
