// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/loader/worker/elf_file.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace radiosonde
{

// What decides whether a file can name places of a program of the target.
struct ElfIdentity
{
    QByteArray buildId;       // raw; empty when it has none
    bool hasSymbols = false;  // a full symbol table, or debug information
    bool isDebugOnly = false; // debug information cut off from its program: what the segments say of the file
                              // is not to be believed
    std::vector<ElfSegment> segments; // PT_LOAD with code, as the file says
};

// Nothing for what is no ELF file of a program or library.
std::optional<ElfIdentity> identityOf(ElfSource &source);
std::optional<ElfIdentity> identityOf(const QString &path); // of this machine

// The address, as the headers count, of the code at `offset` of the file; nothing outside of code.
std::optional<quint64> addressAt(const ElfIdentity &identity, quint64 offset);

// Whether both have their code at the same places: for files without a build-id.
bool haveSameCode(const ElfIdentity &a, const ElfIdentity &b);

} // namespace radiosonde
