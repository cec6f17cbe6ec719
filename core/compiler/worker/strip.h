// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <llvm/ADT/StringRef.h>

#include <QByteArray>

namespace radiosonde
{

// The object without its DWARF; BTF, .BTF.ext and their relocations stay. Empty when `object` is no ELF file.
QByteArray stripDebugSections(llvm::StringRef object);

} // namespace radiosonde
