// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/architecture.h"
#include "core/compiler/kernel_types/types_result.h"

#include <vector>

namespace radiosonde
{

// The types of a kernel from its headers, as laid out for its own architecture and configuration. Folders:
// see findKernelHeaders.
TypesResult typesOfHeaders(const std::vector<std::string> &folders, Architecture architecture);

} // namespace radiosonde
