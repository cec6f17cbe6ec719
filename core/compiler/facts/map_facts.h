// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compiler/facts/type_builder.h"
#include "core/layout/facts.h"

#include <optional>

namespace radiosonde
{

// A map's definition, `struct { __uint(type, ...); __type(key, ...); } name SEC(".maps")`, as libbpf reads
// it; nothing for any other variable.
std::optional<MapFacts> readMap(clang::ASTContext &context, const clang::VarDecl &variable,
                                TypeBuilder &types);

// Line of a declaration in the probe's own file, 0 elsewhere.
int lineOf(const clang::Decl &declaration, const clang::SourceManager &sources);

} // namespace radiosonde
