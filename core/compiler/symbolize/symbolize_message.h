// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/symbols/symbol_source.h"

#include <QByteArray>
#include <QList>

namespace radiosonde
{

// What the symbolizer and its worker say to each other, in the frames of protocol.h; CBOR. Both sides check
// what they read.
struct SymbolizeRequest
{
    QString file;
    QList<quint64> addresses; // as the file's headers count
};
inline constexpr unsigned symbolizeSeconds = 60; // for one request; line tables may be hundreds of megabytes

QByteArray toBytes(const SymbolizeRequest &request);
Result<SymbolizeRequest> requestFromBytes(const QByteArray &bytes);

// The reply: for each address its frames.
QByteArray framesToBytes(const QList<QList<SymbolFrame>> &frames);
Result<QList<QList<SymbolFrame>>> framesFromBytes(const QByteArray &bytes);

} // namespace radiosonde
