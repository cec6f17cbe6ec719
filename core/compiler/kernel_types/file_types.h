// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compiler/kernel_types/types_result.h"

namespace radiosonde
{

// The kernel types that a file tells: raw BTF, an ELF file with a .BTF section, or one with debug
// information.
TypesResult typesOfFile(const std::string &path);

} // namespace radiosonde
