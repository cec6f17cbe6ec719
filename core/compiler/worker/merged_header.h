// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compiler/worker/header_store.h"

#include <memory>

namespace radiosonde
{

// A vmlinux.h that has what either has: the target's own declarations, which tell more of its kernel than any
// other header could, and behind them those of the shipped header that the target's lacks; of enumerations
// that both have, the missing values. `target` is text in the form of bpftool's. Without a precompiled form.
std::unique_ptr<KernelHeader> mergeHeaders(const KernelHeader &shipped, std::string_view target);

} // namespace radiosonde
