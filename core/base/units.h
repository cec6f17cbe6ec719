// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace radiosonde
{

// Numbers with units as people read them. Three significant digits are enough to compare by eye; small whole
// numbers stay whole. The decimal point is a point in all languages, as in the tools' output that people
// know.

QString formatBytes(double bytes);          // "512 B", "4.0 KiB", "1.5 GiB"
QString formatDuration(double nanoseconds); // "850 ns", "1.25 ms", "3.2 s", "2 min 5 s"
QString formatCount(double count);          // "950", "38.2 k", "1.25 M"

// Nanoseconds in one "ns", "us", "ms" or "s"; 0 for any other unit.
double nanosecondsPer(QStringView unit);

// Wall-clock nanoseconds as local time of day: "14:03:59.000250".
QString formatTimeOfDay(qint64 wallNs);

} // namespace radiosonde
