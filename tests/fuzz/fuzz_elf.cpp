// SPDX-License-Identifier: GPL-3.0-or-later
// A target's program or library, through all that is read of it.
#include "remote/loader/worker/elf_functions.h"
#include "remote/loader/worker/uprobe_instruction.h"
#include "remote/loader/worker/usdt_notes.h"
#include "remote/loader/worker/usdt_operands.h"

#include <cstdlib>
#include <elf.h>

using namespace radiosonde;

namespace
{

void readTable(const ElfFile &file, ElfSource &source, uint32_t type)
{
    const ElfSymbolTable table = readSymbols(file, source, type);
    if (table.symbols.empty())
        return;
    const std::string name(table.symbols.front().name);
    (void)findFunctions(table, {name, {}, 0, {}}, file.machine);
    (void)findFunctions(table, {"ns::f", {}, 0, {}}, file.machine);
    (void)similarFunctions(table, name);
    (void)armFunctions(table, 4096, 3);
    (void)isThumbAt(table, 4096);
    constexpr size_t limit = 8;
    if (matchFunctions(table, "*", file.machine, limit).size() > limit)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    ElfMemory source(bytes);
    const auto file = readElf(source);
    if (!file)
        return 0;
    (void)buildId(*file, source);
    readTable(*file, source, SHT_DYNSYM);
    readTable(*file, source, SHT_SYMTAB);
    for (const UsdtPlace &place : readUsdtPlaces(*file, source)) {
        if (parseUsdtArguments(place.arguments, file->machine, file->machine).size() > usdtArgumentLimit)
            std::abort();
        if (const auto offset = fileOffset(*file, place.address, PF_X))
            (void)firstInstruction(source.read(*offset, 16).value(), file->machine);
    }
    return 0;
}
