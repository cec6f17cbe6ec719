// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/loader/jobs.h"

#include <bpf/btf.h>
#include <bpf/libbpf.h>

namespace radiosonde
{

// Adds the contexts of the object's tracepoint programs (struct trace_event_raw_*) to the kernel's types,
// laid out as `formats` say ("category/name" and the text of its format file). The name of a context is what
// the program calls it; where that is void, the format that has most of a structure's fields gives it its
// layout. Types that the kernel has by that name stay. 0, or an errno of libbpf.
int addTracepointTypes(btf *kernel, const bpf_object *object, const std::vector<NamedBytes> &formats);

} // namespace radiosonde
