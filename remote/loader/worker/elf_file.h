// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/loader/worker/elf_source.h"

#include <optional>
#include <vector>

namespace radiosonde
{

struct ElfSection
{
    std::string name;
    uint32_t type = 0; // SHT_*
    uint32_t link = 0; // index of another section
    uint32_t info = 0;
    uint64_t address = 0, offset = 0, size = 0;
};

struct ElfSegment
{
    uint32_t type = 0, flags = 0;               // PT_*, PF_*
    uint64_t offset = 0, address = 0, size = 0; // bytes of the file
};

// What the headers of a program or shared library say. Nothing of it has been compared with the file's true
// size: a range may lead beyond the end, where reading gives fewer bytes.
struct ElfFile
{
    bool wide = true;     // ELFCLASS64
    uint16_t machine = 0; // EM_*
    uint16_t type = 0;    // ET_EXEC or ET_DYN
    std::vector<ElfSection> sections;
    std::vector<ElfSegment> segments;

    const ElfSection *section(std::string_view name) const;
    const ElfSection *firstOfType(uint32_t type) const;
};

enum class ElfFault : uint8_t {
    Unreadable, // errno in `error`
    NoElf,      // begins with other bytes, or is big-endian
    Broken,     // headers that contradict themselves or are larger than any real file's
    NoProgram,  // an object file or a core dump: nothing that runs
};
struct ElfError
{
    ElfFault fault = ElfFault::Broken;
    int error = 0;
};

// Reads the headers: two or three ranges of the file.
std::expected<ElfFile, ElfError> readElf(ElfSource &source);

// The whole of a section of at most `limit` bytes; empty when it is larger, or has no bytes in the file.
std::string readSection(ElfSource &source, const ElfSection &section, uint64_t limit);

// Where the byte at `address` of the running program stands in the file; nothing for an address outside of
// the segments, or of one without all of `flags` (PF_X...).
std::optional<uint64_t> fileOffset(const ElfFile &file, uint64_t address, uint32_t flags);

// The GNU build-id, raw; empty when there is none.
std::string buildId(const ElfFile &file, ElfSource &source);

// One ELF note; views into the bytes given to notesIn().
struct ElfNote
{
    uint32_t type = 0;
    std::string_view name; // without its NUL
    std::string_view description;
};
std::vector<ElfNote> notesIn(std::string_view bytes); // up to the first one that is cut

// A field at offset `at` of `bytes`; nothing when it does not lie within.
template<class T> std::optional<T> fieldAt(std::string_view bytes, uint64_t at)
{
    T value{};
    if (at > bytes.size() || bytes.size() - at < sizeof value)
        return std::nullopt;
    bytes.copy(reinterpret_cast<char *>(&value), sizeof value, at);
    return value;
}

// The text at offset `at`, up to its NUL; empty when there is none.
std::string_view textAt(std::string_view bytes, uint64_t at);

} // namespace radiosonde
