// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/architecture.h"
#include "core/compiler/worker/source_files.h"

#include <clang/Frontend/CompilerInstance.h>

#include <memory>

namespace radiosonde
{

// A compiler set up for BPF programs of the target's architecture (bpfel, -mcpu=v3, -O2, debug information
// with the source's lines), reading `files` only and reporting to `diagnostics`. Both must outlive it.
// Precompiled headers and the probes that use them share all language options. For a 32-bit target `long` has
// 32 bits (target_widths.h).
std::unique_ptr<clang::CompilerInstance> makeCompiler(Architecture architecture, const SourceFiles &files,
                                                      clang::DiagnosticConsumer &diagnostics);

// Runs `action` on the compiler's input; false after errors. In place of CompilerInstance::ExecuteAction(),
// which would make the target anew, with BPF's own widths.
bool execute(clang::CompilerInstance &compiler, clang::FrontendAction &action);

} // namespace radiosonde
