// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/diagnostic.h"

#include "core/base/text.h"

namespace radiosonde
{

namespace
{

QString severityWord(Severity severity)
{
    switch (severity) { // not translated: editors and scripts parse this line
    case Severity::Note:
        return QStringLiteral("note");
    case Severity::Warning:
        return QStringLiteral("warning");
    case Severity::Error:
        break;
    }
    return QStringLiteral("error");
}

} // namespace

QString format(const Diagnostic &diagnostic)
{
    QString place = escapeControl(diagnostic.file);
    if (diagnostic.line > 0)
        place += QStringLiteral(":%1:%2").arg(diagnostic.line).arg(diagnostic.column);
    const QString text = QStringLiteral("%1: %2: ").arg(place, severityWord(diagnostic.severity));
    return text + escapeControl(diagnostic.message);
}

} // namespace radiosonde
