// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/loader/jobs.h"

#include <bpf/libbpf.h>

namespace radiosonde
{

// Where libbpf finds the kernel types that came with a job, by btf_custom_path.
inline constexpr char givenTypesPath[] = "/radiosonde/kernel-types";

// The job's types as raw BTF, contexts of tracepoints added. Empty when it brought none; an errno when they
// are no BTF.
struct GivenTypes
{
    int error = 0;
    std::string bytes;
};
GivenTypes givenTypes(const OpenJob &job, const bpf_object *object);

bool bringsTypes(const OpenJob &job);

} // namespace radiosonde
