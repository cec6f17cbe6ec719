// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace radiosonde
{

// Where a register stands in the pt_regs that BPF programs get (bpf_user_pt_regs_t of the kernel's
// asm/bpf_perf_event.h), in bytes. `name` without a prefix: "eax", "w3", "fp", "a0". Nothing for a name that
// is no register of full or partial width there.
std::optional<uint16_t> registerOffset(std::string_view name, uint16_t kernelMachine);

} // namespace radiosonde
