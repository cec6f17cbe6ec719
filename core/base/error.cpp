// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

#include "core/base/text.h"

namespace radiosonde
{

int exitCode(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Usage:
        return 64;
    case ErrorKind::Lost:
        return 2;
    case ErrorKind::Refused:
        return 3;
    case ErrorKind::Cancelled:
        return 0;
    case ErrorKind::Unreachable:
    case ErrorKind::Internal:
        break;
    }
    return 1;
}

QString describe(const Error &error)
{
    const QString text = escapeControl(error.text);
    return error.hint.isEmpty() ? text : QStringLiteral("%1 (%2)").arg(text, escapeControl(error.hint));
}

} // namespace radiosonde
