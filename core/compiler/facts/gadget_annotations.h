// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compiler/facts/type_builder.h"
#include "core/layout/facts.h"

#include <vector>

namespace radiosonde
{

// Inspektor Gadget's macros leave variables behind whose names speak: gadget_param_NAME,
// gadget_tracer_NAME___MAP___TYPE, gadget_mapiter_NAME___MAP. They become annotations of what they name
// ("gadget_param", "gadget_tracer NAME", "gadget_mapiter NAME"), a tracer's type becomes a record of its map
// where the program's calls told none, and the variables themselves are no globals of the probe.
void applyGadgetAnnotations(clang::ASTContext &context, const std::vector<clang::Decl *> &declarations,
                            TypeBuilder &types, Facts &facts);

} // namespace radiosonde
