// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace radiosonde
{

// What the kernel does with the instruction that a uprobe's breakpoint has taken the place of: it computes
// its effect itself, or it lets the processor execute it elsewhere and stop again - one more exception per
// hit. (arch/x86/kernel/uprobes.c: branch_setup_xol_ops, push_setup_xol_ops; arch/arm64/kernel/probes/
// decode-insn.c. 32-bit ARM never steps: its second stop is another breakpoint.)
struct InstructionFacts
{
    bool stepped = false;      // known to be executed elsewhere
    uint8_t length = 0;        // bytes, 0: not known
    std::string_view name;     // "endbr64", "sub", ...; empty where not known
    uint8_t cheaperOffset = 0; // so many bytes on, nothing but this instruction done, stands one that is
                               // not stepped; 0: none is known
};

// `bytes`: of the code from the instruction on, at least sixteen where the file has them.
InstructionFacts firstInstruction(std::string_view bytes, uint16_t machine);

// Whether what stands at a USDT probe's address is a nop of Thumb code.
bool isThumbNop(std::string_view bytes);

} // namespace radiosonde
