// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/usdt_notes.h"

#include <elf.h>

namespace radiosonde
{

namespace
{

constexpr uint64_t maximumBytes = 8 << 20;
constexpr size_t maximumPlaces = 1 << 14;
constexpr uint32_t stapNote = 3; // NT_STAPSDT

template<class Word> std::optional<UsdtPlace> toPlace(std::string_view bytes, const ElfSection *base)
{
    const auto address = fieldAt<Word>(bytes, 0);
    const auto notedBase = fieldAt<Word>(bytes, sizeof(Word));
    const auto semaphore = fieldAt<Word>(bytes, 2 * sizeof(Word));
    if (!semaphore)
        return std::nullopt;
    const std::string_view texts = bytes.substr(3 * sizeof(Word));
    UsdtPlace place;
    place.provider = textAt(texts, 0);
    place.name = textAt(texts, place.provider.size() + 1);
    place.arguments = textAt(texts, place.provider.size() + place.name.size() + 2);
    const Word moved = base && *notedBase ? Word(Word(base->address) - *notedBase) : Word(0);
    place.address = Word(*address + moved);
    place.semaphore = *semaphore ? Word(*semaphore + moved) : Word(0);
    return place;
}

} // namespace

std::vector<UsdtPlace> readUsdtPlaces(const ElfFile &file, ElfSource &source)
{
    std::vector<UsdtPlace> places;
    const ElfSection *section = file.section(".note.stapsdt");
    if (!section)
        return places;
    const ElfSection *base = file.section(".stapsdt.base");
    const std::string bytes = readSection(source, *section, maximumBytes);
    for (const ElfNote &note : notesIn(bytes)) {
        if (note.type != stapNote || note.name != "stapsdt" || places.size() == maximumPlaces)
            continue;
        auto place =
            file.wide ? toPlace<uint64_t>(note.description, base) : toPlace<uint32_t>(note.description, base);
        if (place && !place->provider.empty() && !place->name.empty())
            places.push_back(*std::move(place));
    }
    return places;
}

} // namespace radiosonde
