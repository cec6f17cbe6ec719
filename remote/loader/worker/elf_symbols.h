// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/loader/worker/elf_file.h"

namespace radiosonde
{

struct ElfSymbol
{
    std::string_view name;
    std::string_view version;       // of a dynamic symbol, else empty
    bool defaultVersion = true;     // what "name" alone means to the linker: name@@VERSION
    uint64_t address = 0, size = 0; // as in the file: bit 0 of a Thumb function's address is set
    uint8_t type = 0, binding = 0;  // STT_*, STB_*
};

// The defined symbols of one table. Owns the texts that they point to.
struct ElfSymbolTable
{
    ElfSymbolTable() = default;
    ElfSymbolTable(const ElfSymbolTable &) = delete; // symbols would point to another's texts
    ElfSymbolTable &operator=(const ElfSymbolTable &) = delete;
    ElfSymbolTable(ElfSymbolTable &&) = default;
    ElfSymbolTable &operator=(ElfSymbolTable &&) = default;

    std::vector<char> texts, versionTexts;
    std::vector<ElfSymbol> symbols;
};

// The table of sections of type SHT_DYNSYM or SHT_SYMTAB; empty where the file has none, or one that is
// larger than 48 MiB or broken. A cut table gives the symbols that are there.
ElfSymbolTable readSymbols(const ElfFile &file, ElfSource &source, uint32_t type);

} // namespace radiosonde
