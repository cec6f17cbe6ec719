// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <clang/Frontend/CompilerInstance.h>

namespace radiosonde
{

// Makes the compiler's target take any inline assembly for well-formed. The kernel's headers hold that of
// their own architecture, in functions that no probe calls and that no code is made of; BPF knows neither
// their registers nor their constraints. Where a probe does call one, code generation says so.
void tolerateAssembly(clang::CompilerInstance &compiler);

} // namespace radiosonde
