// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/uprobe_plan.h"

#include <algorithm>

namespace radiosonde
{

const UprobePlan *findPlan(const std::vector<UprobePlan> &plans, const std::string &program)
{
    const auto found = std::ranges::find(plans, program, &UprobePlan::program);
    return found == plans.end() ? nullptr : &*found;
}

} // namespace radiosonde
