// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/panels/interval_text.h"

#include <QRegularExpression>

namespace radiosonde
{

using namespace Qt::StringLiterals;

std::optional<qint64> intervalFromText(const QString &text)
{
    static const QRegularExpression form(u"^\\s*(\\d+(?:[.,]\\d+)?)\\s*(ms|s|min|h)?\\s*$"_s);
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return {};
    const double number = match.captured(1).replace(u',', u'.').toDouble();
    const QString unit = match.captured(2);
    const double seconds = unit == "ms"_L1    ? number / 1000
                           : unit == "min"_L1 ? number * 60
                           : unit == "h"_L1   ? number * 3600
                                              : number;
    if (seconds < 0.05 || seconds > 3600)
        return {};
    return qRound64(seconds * 1e9);
}

} // namespace radiosonde
