// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compiler/protocol.h"

#include <QString>

namespace radiosonde
{

// Advice on top of Clang's message number `id` with the text `message`; empty when there is none to give.
QString hintFor(unsigned id, const QString &message, const WorkerRequest &request);

} // namespace radiosonde
