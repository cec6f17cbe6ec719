// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/arguments.h"
#include "app/run/probe_run.h"

namespace radiosonde
{

// --btf and --kernel-headers, for commands that look at a kernel's types.
void addTypesOptions(Arguments &arguments);

// What the options say, else `otherwise` (of a saved target). Kind Usage for both at once, and for folders or
// a file that do not exist.
Result<KernelTypesSource> readTypesOptions(const Arguments &arguments, const KernelTypesSource &otherwise);

} // namespace radiosonde
