// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/column.h"

#include <QString>

namespace radiosonde
{

// Three significant digits with a unit that fits: "12.4 k", "3.0 M"; `value` not negative.
QString shortNumber(double value);

// A quantity of `unit` ("ns", "us", "ms", "s", "bytes" or another) as people read it: "1.5 ms", "4 KiB",
// "12.4 k".
QString shortQuantity(double value, const QString &unit);

// A counter's rate, without "/s".
QString rateText(double perSecond, const Column &column);

// "0.4 s", "3 min 12 s" of nanoseconds.
QString durationText(qint64 ns);

} // namespace radiosonde
