// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/layout/type.h"

#include <QByteArray>

namespace radiosonde
{

// An integer parameter's text as its bytes: decimal or 0x.., negative where the type is signed (and -1 for
// "all bits", which probes use for "any"). `unit`, when it is a duration's, is what the number counts: "10ms"
// is then accepted too.
Result<QByteArray> parseInteger(const Type &type, const QString &name, const QString &text,
                                const QString &unit);

// "true", "yes", "on", "1" and their opposites.
Result<bool> parseBoolean(const QString &name, const QString &text);

} // namespace radiosonde
