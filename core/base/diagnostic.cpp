// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/diagnostic.h"

#include "core/base/text.h"

namespace radiosonde
{

QString severityName(Severity severity)
{
    switch (severity) {
    case Severity::Note:
        return QStringLiteral("note");
    case Severity::Warning:
        return QStringLiteral("warning");
    case Severity::Error:
        break;
    }
    return QStringLiteral("error");
}

QString format(const Diagnostic &diagnostic)
{
    QString place = escapeControl(diagnostic.file);
    if (diagnostic.line > 0)
        place += QStringLiteral(":%1:%2").arg(diagnostic.line).arg(diagnostic.column);
    const QString text = QStringLiteral("%1: %2: ").arg(place, severityName(diagnostic.severity));
    return text + escapeControl(diagnostic.message);
}

} // namespace radiosonde
