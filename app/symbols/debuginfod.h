// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/interruptor.h"

#include <QByteArray>
#include <QString>

namespace radiosonde
{

// Debug information of a program from the servers that the environment's DEBUGINFOD_URLS names, by
// libdebuginfod of elfutils, which keeps it in a cache of its own (debuginfod(8)). Empty when no server has
// it, none is named, or the library is not installed. Blocks while it is fetched. The file is hostile.
QString fetchDebugInfo(const QByteArray &buildId, const Interruptor &interruptor);

} // namespace radiosonde
