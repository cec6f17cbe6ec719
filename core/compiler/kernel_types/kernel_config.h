// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/architecture.h"
#include "core/compiler/kernel_types/types_result.h"

#include <set>
#include <string>
#include <vector>

namespace radiosonde
{

// What decides how a kernel's headers are to be read.
struct KernelHeaders
{
    std::vector<std::string> includeFolders; // in the order of the kernel's own build
    std::vector<std::string> preludes;       // included before anything else, where they exist
    std::set<std::string> options;           // CONFIG_... that are built in (=y), without the prefix
};

// Looks through the folders of a kernel's header packages, or its source and build trees. The common package
// beside a flavour's of Debian is found by itself.
std::variant<KernelHeaders, TypesFailure> findKernelHeaders(const std::vector<std::string> &folders,
                                                            Architecture architecture);

// The flags of the compiler proper (cc1) that the kernel of that architecture and configuration is built
// with, as far as they change types.
std::vector<std::string> compilerFlags(const KernelHeaders &headers, Architecture architecture);

} // namespace radiosonde
