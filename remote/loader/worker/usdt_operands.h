// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace radiosonde
{

// Where an argument of a USDT probe is found when the probe is hit. The numbers are enum __bpf_usdt_arg_type
// of usdt.bpf.h, which a program's bpf_usdt_arg() goes by; for Unknown that answers -EINVAL.
enum class UsdtArgumentKind : uint32_t { Constant = 0, Register = 1, Memory = 2, Unknown = 255 };

struct UsdtArgument
{
    UsdtArgumentKind kind = UsdtArgumentKind::Unknown;
    int64_t value = 0;           // of a constant; of Memory: added to the register's
    uint16_t registerOffset = 0; // bytes into the pt_regs that programs for this architecture see
    uint8_t size = 8;            // bytes: 1, 2, 4 or 8
    bool isSigned = false;
    std::string text; // as in the note

    bool operator==(const UsdtArgument &) const = default;
};

inline constexpr size_t usdtArgumentLimit = 12; // BPF_USDT_MAX_ARG_CNT

// The arguments in a note's text, which is written in the assembler of `machine` (EM_X86_64, EM_386,
// EM_AARCH64, EM_ARM, EM_RISCV) for a kernel of `kernelMachine`: an i386 program under a 64-bit kernel has
// its registers in the kernel's pt_regs. Those in a form that bpf_usdt_arg() cannot follow - an index
// register, a floating-point register, a variable by name - are Unknown. Never more than usdtArgumentLimit.
std::vector<UsdtArgument> parseUsdtArguments(std::string_view text, uint16_t machine, uint16_t kernelMachine);

} // namespace radiosonde
