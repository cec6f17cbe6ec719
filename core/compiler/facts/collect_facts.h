// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/facts.h"

#include <clang/AST/ASTContext.h>

#include <vector>

namespace radiosonde
{

// What a probe is about, read from its syntax tree: maps, globals, programs, comments, records that it
// submits. `declarations` are the top-level ones outside of vmlinux.h, in order; the source had no errors.
Facts collectFacts(clang::ASTContext &context, const std::vector<clang::Decl *> &declarations);

} // namespace radiosonde
