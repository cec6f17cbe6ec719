// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/elf_symbols.h"

#include <elf.h>
#include <map>

namespace radiosonde
{

namespace
{

constexpr uint64_t maximumTable = 48 << 20;
constexpr uint64_t maximumVersions = 4 << 20;

std::string_view viewOf(const std::vector<char> &bytes)
{
    return {bytes.data(), bytes.size()};
}

std::vector<char> toVector(const std::string &bytes)
{
    return {bytes.begin(), bytes.end()};
}

std::string linkedTexts(const ElfFile &file, ElfSource &source, const ElfSection &section)
{
    return section.link < file.sections.size()
               ? readSection(source, file.sections[section.link], maximumTable)
               : std::string();
}

template<class S> void takeSymbols(std::string_view bytes, std::string_view texts, ElfSymbolTable &table)
{
    for (uint64_t at = 0; const auto symbol = fieldAt<S>(bytes, at); at += sizeof(S)) {
        ElfSymbol taken;
        if (symbol->st_shndx != SHN_UNDEF) {
            taken.name = textAt(texts, symbol->st_name);
            taken.address = symbol->st_value;
            taken.size = symbol->st_size;
            taken.type = ELF64_ST_TYPE(symbol->st_info);
            taken.binding = ELF64_ST_BIND(symbol->st_info);
        }
        table.symbols.push_back(taken); // all, so that versions are found by the index
    }
}

// Version number -> name, of the versions that the file defines. Records are chained by relative offsets,
// which may lead anywhere but backwards.
std::map<uint16_t, std::string_view> definedVersions(std::string_view records, std::string_view texts)
{
    std::map<uint16_t, std::string_view> versions;
    for (uint64_t at = 0;;) {
        const auto record = fieldAt<Elf64_Verdef>(records, at); // the same in both classes
        const auto name = record ? fieldAt<Elf64_Verdaux>(records, at + record->vd_aux) : std::nullopt;
        if (!name)
            return versions;
        versions.emplace(record->vd_ndx, textAt(texts, name->vda_name));
        if (record->vd_next == 0)
            return versions;
        at += record->vd_next;
    }
}

void addVersions(const ElfFile &file, ElfSource &source, ElfSymbolTable &table)
{
    constexpr uint16_t hidden = 0x8000;
    const ElfSection *numbers = file.firstOfType(SHT_GNU_versym);
    const ElfSection *definitions = file.firstOfType(SHT_GNU_verdef);
    if (!numbers || !definitions)
        return;
    table.versionTexts = toVector(linkedTexts(file, source, *definitions));
    const std::string records = readSection(source, *definitions, maximumVersions);
    const auto versions = definedVersions(records, viewOf(table.versionTexts));
    const std::string bytes = readSection(source, *numbers, maximumVersions);
    for (size_t i = 0; i < table.symbols.size(); ++i) {
        const auto number = fieldAt<uint16_t>(bytes, i * sizeof(uint16_t));
        const auto version = number ? versions.find(*number & ~hidden) : versions.end();
        if (version == versions.end())
            continue;
        table.symbols[i].version = version->second;
        table.symbols[i].defaultVersion = !(*number & hidden);
    }
}

} // namespace

ElfSymbolTable readSymbols(const ElfFile &file, ElfSource &source, uint32_t type)
{
    ElfSymbolTable table;
    const ElfSection *section = file.firstOfType(type);
    if (!section)
        return table;
    const std::string bytes = readSection(source, *section, maximumTable);
    table.texts = toVector(linkedTexts(file, source, *section));
    if (file.wide)
        takeSymbols<Elf64_Sym>(bytes, viewOf(table.texts), table);
    else
        takeSymbols<Elf32_Sym>(bytes, viewOf(table.texts), table);
    if (type == SHT_DYNSYM)
        addVersions(file, source, table);
    std::erase_if(table.symbols, [](const ElfSymbol &symbol) { return symbol.name.empty(); });
    return table;
}

} // namespace radiosonde
