// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compiler/client.h"

namespace radiosonde
{

// Compiler::kernelTypes, with the compiler's options filled in.
Result<QString> makeKernelTypes(const KernelTypesRequest &request, const CompilerOptions &options,
                                const Interruptor &interruptor);

} // namespace radiosonde
