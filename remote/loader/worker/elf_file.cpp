// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/elf_file.h"

#include <algorithm>
#include <elf.h>

namespace radiosonde
{

namespace
{

constexpr uint64_t firstRange = 4096; // holds the header and the program headers of nearly every file
constexpr uint64_t maximumSegments = 1024;
constexpr uint64_t maximumSections = 1 << 16;
constexpr uint64_t maximumNames = 4 << 20;
constexpr uint64_t maximumNotes = 1 << 20;
constexpr size_t maximumName = 255;

std::unexpected<ElfError> broken()
{
    return std::unexpected(ElfError{ElfFault::Broken, 0});
}

struct Header
{
    uint64_t segmentsAt = 0, sectionsAt = 0;
    uint64_t segments = 0, segmentSize = 0, sections = 0, sectionSize = 0, names = 0;
};

template<class E> std::optional<Header> takeHeader(std::string_view bytes, ElfFile &file)
{
    const auto header = fieldAt<E>(bytes, 0);
    if (!header)
        return std::nullopt;
    file.machine = header->e_machine;
    file.type = header->e_type;
    return Header{header->e_phoff, header->e_shoff,     header->e_phnum,   header->e_phentsize,
                  header->e_shnum, header->e_shentsize, header->e_shstrndx};
}

template<class P> bool takeSegments(std::string_view bytes, uint64_t count, ElfFile &file)
{
    for (uint64_t i = 0; i < count; ++i) {
        const auto segment = fieldAt<P>(bytes, i * sizeof(P));
        if (!segment)
            return false;
        file.segments.push_back(
            {segment->p_type, segment->p_flags, segment->p_offset, segment->p_vaddr, segment->p_filesz});
    }
    return true;
}

template<class S>
bool takeSections(std::string_view bytes, uint64_t count, ElfFile &file, std::vector<uint32_t> &names)
{
    for (uint64_t i = 0; i < count; ++i) {
        const auto section = fieldAt<S>(bytes, i * sizeof(S));
        if (!section)
            return false;
        names.push_back(section->sh_name);
        file.sections.push_back({{},
                                 section->sh_type,
                                 section->sh_link,
                                 section->sh_info,
                                 section->sh_addr,
                                 section->sh_offset,
                                 section->sh_size});
    }
    return true;
}

// From what was read already where it holds the range.
std::expected<std::string, int> readRange(ElfSource &source, std::string_view first, uint64_t offset,
                                          uint64_t size)
{
    if (offset <= first.size() && size <= first.size() - offset)
        return std::string(first.substr(offset, size));
    return source.read(offset, size);
}

template<class P>
std::expected<void, ElfError> readSegments(ElfSource &source, std::string_view first, const Header &header,
                                           ElfFile &file)
{
    if (header.segments > maximumSegments || (header.segments > 0 && header.segmentSize != sizeof(P)))
        return broken();
    const auto bytes = readRange(source, first, header.segmentsAt, header.segments * sizeof(P));
    if (!bytes)
        return std::unexpected(ElfError{ElfFault::Unreadable, bytes.error()});
    if (!takeSegments<P>(*bytes, header.segments, file))
        return broken();
    return {};
}

// Numbers that do not fit into the header stand in the first section's.
template<class S>
std::expected<void, ElfError> readSections(ElfSource &source, std::string_view first, Header header,
                                           ElfFile &file)
{
    if (header.sectionsAt == 0)
        return {}; // all were stripped
    if (header.sectionSize != sizeof(S))
        return broken();
    if (header.sections == 0 || header.names == SHN_XINDEX) {
        const auto bytes = source.read(header.sectionsAt, sizeof(S));
        const auto zero = bytes ? fieldAt<S>(*bytes, 0) : std::nullopt;
        if (!zero)
            return broken();
        header.sections = header.sections ? header.sections : uint64_t(zero->sh_size);
        header.names = header.names == SHN_XINDEX ? zero->sh_link : header.names;
    }
    if (header.sections > maximumSections)
        return broken();
    const auto bytes = readRange(source, first, header.sectionsAt, header.sections * sizeof(S));
    std::vector<uint32_t> names;
    if (!bytes)
        return std::unexpected(ElfError{ElfFault::Unreadable, bytes.error()});
    if (!takeSections<S>(*bytes, header.sections, file, names))
        return broken();
    if (header.names >= file.sections.size())
        return {};
    const std::string texts = readSection(source, file.sections[header.names], maximumNames);
    for (size_t i = 0; i < names.size(); ++i)
        file.sections[i].name = textAt(texts, names[i]).substr(0, maximumName);
    return {};
}

template<class E, class P, class S>
std::expected<ElfFile, ElfError> readFile(ElfSource &source, std::string_view first)
{
    ElfFile file;
    file.wide = sizeof(E) == sizeof(Elf64_Ehdr);
    const std::optional<Header> header = takeHeader<E>(first, file);
    if (!header)
        return broken();
    if (file.type != ET_EXEC && file.type != ET_DYN)
        return std::unexpected(ElfError{ElfFault::NoProgram, 0});
    if (const auto read = readSegments<P>(source, first, *header, file); !read)
        return std::unexpected(read.error());
    if (const auto read = readSections<S>(source, first, *header, file); !read)
        return std::unexpected(read.error());
    return file;
}

std::string findBuildId(std::string_view bytes)
{
    for (const ElfNote &note : notesIn(bytes)) {
        if (note.type == NT_GNU_BUILD_ID && note.name == "GNU" && note.description.size() <= 64)
            return std::string(note.description);
    }
    return {};
}

} // namespace

const ElfSection *ElfFile::section(std::string_view name) const
{
    const auto found = std::ranges::find(sections, name, &ElfSection::name);
    return found == sections.end() ? nullptr : &*found;
}

const ElfSection *ElfFile::firstOfType(uint32_t wanted) const
{
    const auto found = std::ranges::find(sections, wanted, &ElfSection::type);
    return found == sections.end() ? nullptr : &*found;
}

std::expected<ElfFile, ElfError> readElf(ElfSource &source)
{
    const auto first = source.read(0, firstRange);
    if (!first)
        return std::unexpected(ElfError{ElfFault::Unreadable, first.error()});
    const std::string_view bytes = *first;
    const bool elf = bytes.size() > EI_NIDENT && bytes.starts_with(std::string_view(ELFMAG, SELFMAG)) &&
                     bytes[EI_DATA] == ELFDATA2LSB;
    if (elf && bytes[EI_CLASS] == ELFCLASS64)
        return readFile<Elf64_Ehdr, Elf64_Phdr, Elf64_Shdr>(source, bytes);
    if (elf && bytes[EI_CLASS] == ELFCLASS32)
        return readFile<Elf32_Ehdr, Elf32_Phdr, Elf32_Shdr>(source, bytes);
    return std::unexpected(ElfError{ElfFault::NoElf, 0});
}

std::string readSection(ElfSource &source, const ElfSection &section, uint64_t limit)
{
    if (section.type == SHT_NOBITS || section.size > limit)
        return {};
    return source.read(section.offset, section.size).value_or(std::string());
}

std::optional<uint64_t> fileOffset(const ElfFile &file, uint64_t address, uint32_t flags)
{
    for (const ElfSegment &segment : file.segments) {
        const bool wanted = segment.type == PT_LOAD && (segment.flags & flags) == flags;
        if (wanted && address >= segment.address && address - segment.address < segment.size)
            return segment.offset + (address - segment.address);
    }
    return std::nullopt;
}

std::string buildId(const ElfFile &file, ElfSource &source)
{
    for (const ElfSegment &segment : file.segments) {
        if (segment.type != PT_NOTE || segment.size > maximumNotes)
            continue;
        std::string found = findBuildId(source.read(segment.offset, segment.size).value_or(std::string()));
        if (!found.empty())
            return found;
    }
    return {};
}

std::vector<ElfNote> notesIn(std::string_view bytes)
{
    const auto padded = [](uint64_t size) { return (size + 3) & ~uint64_t(3); };
    std::vector<ElfNote> notes;
    while (const auto header = fieldAt<Elf32_Nhdr>(bytes, 0)) { // of both classes
        bytes.remove_prefix(sizeof *header);
        if (padded(header->n_namesz) + header->n_descsz > bytes.size())
            break;
        std::string_view name = bytes.substr(0, header->n_namesz);
        name = name.substr(0, name.find('\0'));
        notes.push_back({header->n_type, name, bytes.substr(padded(header->n_namesz), header->n_descsz)});
        const uint64_t whole = padded(header->n_namesz) + padded(header->n_descsz);
        bytes.remove_prefix(std::min<uint64_t>(whole, bytes.size()));
    }
    return notes;
}

std::string_view textAt(std::string_view bytes, uint64_t at)
{
    if (at >= bytes.size())
        return {};
    const std::string_view rest = bytes.substr(at);
    const size_t end = rest.find('\0');
    return end == std::string_view::npos ? std::string_view() : rest.substr(0, end);
}

} // namespace radiosonde
