// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/loader/worker/elf_symbols.h"

namespace radiosonde
{

// A place in a program as people write it: `name`, `name@VERSION`, `name+0x10`, `ns::Class::method(int)`, or
// `0x401136` for an address as nm and objdump print them.
struct FunctionName
{
    std::string name, version; // version: empty for the default one
    uint64_t offset = 0;       // bytes behind the function's beginning
    std::optional<uint64_t> address;
};

// Nothing where the text is empty or its offset no number.
std::optional<FunctionName> parseFunctionName(std::string_view text);

struct ElfFunction
{
    std::string name;
    uint64_t address = 0; // of the first instruction; without the Thumb bit
    uint64_t size = 0;
    bool thumb = false;
    bool indirect = false; // STT_GNU_IFUNC: the address is that of what chooses the function
};

// All functions of that name in the table, one for each address: several static functions may share one.
// Global ones hide weak and local ones. C++ names are compared demangled, with or without their parameters.
std::vector<ElfFunction> findFunctions(const ElfSymbolTable &table, const FunctionName &name,
                                       uint16_t machine);

// All functions whose name matches a shell pattern (`*`, `?`, `[...]`), by address; at most `limit`.
std::vector<ElfFunction> matchFunctions(const ElfSymbolTable &table, const std::string &pattern,
                                        uint16_t machine, size_t limit);

// Names of functions that are like `name` in length and beginning, or hold it: to suggest one from. At most a
// few hundred.
std::vector<std::string> similarFunctions(const ElfSymbolTable &table, const std::string &name);

// Names of up to `limit` functions in ARM code, those nearest to `address` first.
std::vector<std::string> armFunctions(const ElfSymbolTable &table, uint64_t address, size_t limit);

// Whether the code at `address` is Thumb's, from the mapping symbols $a and $t of a 32-bit ARM file (ELF for
// the ARM architecture, 5.5.5); nothing where the table has none.
std::optional<bool> isThumbAt(const ElfSymbolTable &table, uint64_t address);

} // namespace radiosonde
