// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace radiosonde
{

// A source file of the kernel that includes the headers whose types probes ask for; those that a kernel does
// not have are left out.
std::string headerListSource();

} // namespace radiosonde
