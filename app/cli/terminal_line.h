// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/interruptor.h"

#include <QString>

#include <optional>

namespace radiosonde
{

// Writes `prompt` to the terminal `path` and reads one line there; what is typed is shown only if `echo`.
// Nothing: there is no terminal, its user typed the end of the file, or `stop` fired. A signal that would end
// or stop the process is held until the terminal shows what is typed again, then it takes its course; the
// question is put again when the process was only stopped. Blocks; one thread at a time.
std::optional<QString> readTerminalLine(const QString &path, const QString &prompt, bool echo,
                                        const Interruptor &stop);

} // namespace radiosonde
