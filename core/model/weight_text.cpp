// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/weight_text.h"

#include "core/base/units.h"

namespace radiosonde
{

using namespace Qt::StringLiterals;

QString weightText(quint64 weight, const QString &unit)
{
    if (const double scale = nanosecondsPer(unit); scale > 0)
        return formatDuration(double(weight) * scale);
    if (unit == "bytes"_L1)
        return formatBytes(double(weight));
    const QString count = formatCount(double(weight));
    return unit.isEmpty() ? count : count + u' ' + unit;
}

QString shareText(quint64 part, quint64 whole)
{
    return whole == 0 ? QString() : u"%1 %"_s.arg(double(part) * 100 / double(whole), 0, 'f', 1);
}

} // namespace radiosonde
