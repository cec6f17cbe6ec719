// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/loader/worker/bpf_commands.h"
#include "remote/loader/worker/fd_table.h"
#include "remote/loader/worker/image.h"

#include <string_view>

namespace radiosonde
{

// Puts what the pointers of `attr` (union bpf_attr, bpfAttrLimit bytes) point to into the image, or says why
// not: an errno, 0 when all is well. E2BIG for set bits that the table does not know, as a kernel that knows
// them not.
int gatherArguments(const BpfCommand &command, std::string_view attr, size_t size, const FdTable &fds,
                    uint32_t cpus, Image &image);

// A field of union bpf_attr.
uint32_t attrNumber(std::string_view attr, size_t at);
uint64_t attrPointer(std::string_view attr, size_t at);

} // namespace radiosonde
