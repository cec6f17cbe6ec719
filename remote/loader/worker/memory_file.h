// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace radiosonde
{

// A descriptor of a file in memory with these bytes, at its start; negative: -errno.
int memoryFile(std::string_view bytes);

} // namespace radiosonde
