// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/loader/worker/elf_functions.h"
#include "remote/loader/worker/target_binary.h"

#include <array>
#include <memory>

namespace radiosonde
{

// An opened program or library of the target, with those of its tables that were asked for.
class UprobeBinary
{
public:
    static std::expected<std::unique_ptr<UprobeBinary>, ElfError> open(Kernel &kernel,
                                                                       const std::string &path);

    const std::string &path() const { return m_path; }
    const ElfFile &file() const { return m_file; }
    ElfSource &source() { return m_source; }

    // Tables of symbols, the cheapest first: exported ones, all of the file, those of a copy on the host that
    // was not stripped and has the same build-id. Each is fetched once; empty where there is none.
    enum Table : uint8_t { Dynamic, Full, Host };
    static constexpr std::array tables{Dynamic, Full, Host};
    const ElfSymbolTable &symbols(Table table);

private:
    UprobeBinary(Kernel &kernel, const std::string &path)
        : m_kernel(kernel), m_path(path), m_source(kernel, path)
    {
    }
    ElfSymbolTable hostSymbols();

    Kernel &m_kernel;
    std::string m_path;
    TargetFileSource m_source;
    ElfFile m_file;
    std::array<std::optional<ElfSymbolTable>, 3> m_tables;
};

} // namespace radiosonde
