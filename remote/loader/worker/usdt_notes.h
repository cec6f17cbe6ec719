// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/loader/worker/elf_file.h"

namespace radiosonde
{

// One place of a USDT probe, from the .note.stapsdt section (SystemTap's sys/sdt.h, version 3).
struct UsdtPlace
{
    std::string provider, name, arguments; // arguments: "-4@%eax 8@-16(%rbp)", in the target's assembler
    uint64_t address = 0;                  // of the probe's nop, as in the file
    uint64_t semaphore = 0;                // of its 16-bit counter of users, 0: it has none
};

// All places of the file, in its order, at most some ten thousand. Addresses are already corrected for a file
// that was moved after linking (prelink).
std::vector<UsdtPlace> readUsdtPlaces(const ElfFile &file, ElfSource &source);

} // namespace radiosonde
