// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace radiosonde
{

class Boundary;

// From now on libbpf's calls to libc (those that CMakeLists.txt lists for the linker's --wrap) go through
// `boundary`, which must outlive them. One per process, before libbpf's first call.
void installBoundary(Boundary &boundary);

} // namespace radiosonde
