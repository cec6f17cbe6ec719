// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <clang/AST/ASTConsumer.h>

#include <memory>

namespace radiosonde
{

// Makes every access to a record of the kernel's own headers relocatable (preserve_access_index), as those of
// vmlinux.h are. On a 32-bit target it has to be: there BPF's pointers are wider than the kernel's.
std::unique_ptr<clang::ASTConsumer> makeKernelRecordMarker();

} // namespace radiosonde
