// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/e2e/support/tool.h"

namespace radiosonde::e2e
{

// What filetop has told of a file: the sum of reads and writes over all rows with its name.
qint64 callsOn(const Tool &tool, const QString &file);

// Events of programs with this name (comm).
qint64 eventsOf(const Tool &tool, const QString &program);

} // namespace radiosonde::e2e
