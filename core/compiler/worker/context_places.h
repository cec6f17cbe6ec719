// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <clang/Basic/CodeGenOptions.h>

namespace radiosonde
{

// Code generated with `options` has the program's own first argument wherever radiosonde_context() is called
// (resources/headers/bpf/radiosonde_perf.h). Functions on the way from a program to such a call are inlined.
// A call that no program leads to stays: libbpf then refuses the object for a function that does not exist.
void placeContexts(clang::CodeGenOptions &options);

} // namespace radiosonde
