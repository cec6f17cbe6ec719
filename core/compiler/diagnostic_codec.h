// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/diagnostic.h"

#include <QCborArray>

namespace radiosonde
{

// Diagnostics as CBOR. Fields that are missing or of another type read as empty: the sender is a worker that
// may have been confused by hostile input, so nothing is trusted but nothing here can do harm either.
QCborArray diagnosticsToCbor(const QList<Diagnostic> &diagnostics);
QList<Diagnostic> diagnosticsFromCbor(const QCborArray &array);

} // namespace radiosonde
