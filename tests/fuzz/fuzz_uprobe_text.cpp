// SPDX-License-Identifier: GPL-3.0-or-later
// Texts that say where a probe goes. The first byte chooses which: operands of USDT probes for five
// processors, an ld.so.cache, a process's mappings, a section's name.
#include "remote/loader/worker/elf_functions.h"
#include "remote/loader/worker/target_libraries.h"
#include "remote/loader/worker/uprobe_section.h"
#include "remote/loader/worker/usdt_operands.h"

#include <cstdlib>
#include <elf.h>

using namespace radiosonde;

namespace
{

void readOperands(std::string_view text, uint16_t machine)
{
    constexpr uint16_t largestRegisters = 272; // bytes of arm64's user_pt_regs
    const uint16_t kernel = machine == EM_386 ? EM_X86_64 : machine;
    for (const UsdtArgument &argument : parseUsdtArguments(text, machine, kernel)) {
        const unsigned bytes = argument.size;
        if (argument.registerOffset >= largestRegisters || (bytes & (bytes - 1)) || bytes == 0 || bytes > 8)
            std::abort();
    }
}

void readSectionName(std::string_view text)
{
    auto section = parseUprobeSection(text);
    if (!section)
        return;
    completeUprobeSection(*section, "libc", "malloc");
    if (section->binary.empty())
        std::abort();
    (void)parseBinaryName(section->binary);
    (void)parseFunctionName(section->function);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const std::string_view text(reinterpret_cast<const char *>(data) + 1, size - 1);
    switch (data[0]) {
    case 'x':
        readOperands(text, EM_X86_64);
        break;
    case 'i':
        readOperands(text, EM_386);
        break;
    case '6':
        readOperands(text, EM_AARCH64);
        break;
    case 'a':
        readOperands(text, EM_ARM);
        break;
    case 'r':
        readOperands(text, EM_RISCV);
        break;
    case 'c':
        (void)cachedLibraries(text, "libc");
        break;
    case 'm':
        (void)parseMappings(text);
        break;
    default:
        readSectionName(text);
    }
    return 0;
}
