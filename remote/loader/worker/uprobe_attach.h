// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/loader/worker/boundary.h"
#include "remote/loader/worker/loaded_object.h"
#include "remote/loader/worker/uprobe_plan.h"

namespace radiosonde
{

// Gives programs of patterns ("uprobe.multi") the type that they load with: older libbpf knows them not, and
// kernels before 6.6 take them one by one. Before the object is loaded.
void prepareUprobes(bpf_object *object, const std::vector<UprobePlan> &plans, const Kernel &kernel);

// Attaches a program at all its places or at none; an errno, 0: attached. ESRCH: a kernel before 5.15 would
// have to know the address in memory of a USDT probe, which is known for one process only.
int attachUprobe(const UprobePlan &plan, const bpf_program *program, Boundary &boundary,
                 LoadedObject &loaded);

} // namespace radiosonde
