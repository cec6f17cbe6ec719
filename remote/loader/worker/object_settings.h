// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/loader/jobs.h"

#include <bpf/libbpf.h>
#include <functional>
#include <string>
#include <vector>

namespace radiosonde
{

// All variables of the object's data sections, with the name of the section.
std::vector<JobVariable> objectVariables(const bpf_object *object);

// Applies what the job asks for to an opened object: globals, sizes, which programs to load. False: `answer`
// says why.
bool applySettings(bpf_object *object, const LoadJob &job, LoadAnswer &answer);

} // namespace radiosonde
