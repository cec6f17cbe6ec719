// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compiler/facts/type_builder.h"
#include "core/layout/facts.h"

#include <llvm/ADT/StringRef.h>

#include <optional>

namespace radiosonde
{

// A variable of the program that lives in a section of its own kind (.rodata, .data, .bss, .kconfig, .ksyms);
// nothing for maps, the licence, helpers and constants that the compiler folds away.
std::optional<GlobalFacts> readGlobal(clang::ASTContext &context, const clang::VarDecl &variable,
                                      TypeBuilder &types);

// What only the object can tell: sections and initial bytes. Globals that did not get into it are dropped.
void completeGlobals(Facts &facts, llvm::StringRef object);

} // namespace radiosonde
