// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compiler/worker/source_files.h"

#include <QByteArray>

namespace radiosonde
{

struct GeneratedCode
{
    QByteArray object; // empty after errors
    QList<Diagnostic> diagnostics;
    bool languageErrors = false; // the front end did not get through: no code generation was begun
};

// Compiles to an object without DWARF. At most one call per process gets as far as the backend (runForked).
GeneratedCode generateCode(const SourceFiles &files);

} // namespace radiosonde
