// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compiler/worker/declaration_index.h"

#include <cstdint>
#include <string>
#include <vector>

namespace radiosonde
{

// A vmlinux.h that holds just the declarations at `offsets` and all that they need to be complete, in their
// order and wording; structs that are only pointed to are declared, not defined. Tens of kilobytes instead of
// megabytes, which is what makes code generation fast.
std::string makeSlice(const DeclarationIndex &index, const std::vector<std::uint32_t> &offsets);

} // namespace radiosonde
