// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/loader/worker/kernel.h"

#include <string_view>
#include <vector>

namespace radiosonde
{

// The numbers of a CPU list as sysfs writes it, "0-2,4\n"; those from `limit` on are left out.
std::vector<uint32_t> parseCpuList(std::string_view text, uint32_t limit);

// The target's CPUs that run. All possible ones where it does not tell.
std::vector<uint32_t> onlineCpus(Kernel &kernel);

} // namespace radiosonde
