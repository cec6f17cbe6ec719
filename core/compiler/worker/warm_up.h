// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compiler/worker/header_store.h"

namespace radiosonde
{

// Takes a small program of ours through front end and backend in the worker itself, so that every child
// forked later finds LLVM's symbols bound, its tables made and its pages present: that halves the time of a
// compilation. The program accesses no kernel structure: such accesses leave pointers in the backend's
// file-static table (forked_job.h). To be called while nobody waits.
void warmUp(Architecture architecture, const KernelHeader &kernel);

} // namespace radiosonde
