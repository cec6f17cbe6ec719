// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace radiosonde
{

// Places of an axis's lines between `low` and `high`, at most `most` of them and at least one where the range
// is not empty: multiples of 1, 2 or 5 times a power of ten; for bytes of 1, 2, 4... times a power of 1024.
QList<double> axisTicks(double low, double high, int most, const QString &unit);

// Powers of ten (of 2 for bytes, spread out) from the first at or below `low` > 0 to `high`.
QList<double> logTicks(double low, double high, int most, const QString &unit);

// Places of a time axis, ns since 1970: multiples of a round number of seconds, minutes or hours.
QList<qint64> timeTicks(qint64 from, qint64 to, int most);

// A tick's text: "14:03:05", with the fraction that its distance from the next asks for.
QString timeTickText(qint64 time, qint64 step);

} // namespace radiosonde
