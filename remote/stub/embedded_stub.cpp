// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
#include "remote/stub/embedded_stub.h"

// RADIOSONDE_STUBS is the folder that the build leaves the stubs in.
#define EMBED(NAME, FILE)                                                                                    \
    asm(".pushsection .rodata, \"a\"\n"                                                                      \
        ".balign 16\n" #NAME ":\n"                                                                           \
        ".incbin \"" RADIOSONDE_STUBS "/" FILE "\"\n" #NAME "_end:\n"                                        \
        ".popsection\n"                                                                                      \
        ".globl " #NAME "\n.hidden " #NAME "\n"                                                              \
        ".globl " #NAME "_end\n.hidden " #NAME "_end\n");                                                    \
    extern "C" __attribute__((visibility("hidden"))) const char NAME[];                                      \
    extern "C" __attribute__((visibility("hidden"))) const char NAME##_end[];

EMBED(radiosonde_stub_x86_64, "stub-x86_64")
EMBED(radiosonde_stub_arm64, "stub-arm64")
EMBED(radiosonde_stub_arm, "stub-arm")
EMBED(radiosonde_stub_riscv64, "stub-riscv64")

namespace radiosonde
{

QByteArrayView embeddedStub(Architecture architecture)
{
    switch (architecture) {
    case Architecture::X86_64:
        return {radiosonde_stub_x86_64, radiosonde_stub_x86_64_end};
    case Architecture::Arm64:
        return {radiosonde_stub_arm64, radiosonde_stub_arm64_end};
    case Architecture::Arm:
        return {radiosonde_stub_arm, radiosonde_stub_arm_end};
    case Architecture::Riscv64:
        break;
    }
    return {radiosonde_stub_riscv64, radiosonde_stub_riscv64_end};
}

} // namespace radiosonde
