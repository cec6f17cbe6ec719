// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/value.h"
#include "core/model/plan.h"
#include "core/symbols/symbol_source.h"

#include <memory>

namespace radiosonde
{

// How people read the cells of a run: with its target's clock and names. `symbols` may be null.
DisplayContext displayContext(const TargetInfo &target, std::shared_ptr<SymbolSource> symbols);

} // namespace radiosonde
