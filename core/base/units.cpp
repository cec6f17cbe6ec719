// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"

#include <QDateTime>

#include <cmath>
#include <iterator>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr double microsecond = 1e3;
constexpr double millisecond = 1e6;
constexpr double second = 1e9;
constexpr double minute = 60 * second;

// Three significant digits, whole numbers without a fraction.
QString shortNumber(double number)
{
    const double size = std::abs(number);
    if (number == std::floor(number) && size < 1000)
        return QString::number(number, 'f', 0);
    return QString::number(number, 'f', size < 9.995 ? 2 : size < 99.95 ? 1 : 0);
}

QString minutes(double nanoseconds)
{
    const auto seconds = static_cast<qint64>(std::min(std::abs(nanoseconds) / second, 9e15));
    const QString sign = nanoseconds < 0 ? u"-"_s : QString();
    if (seconds < 3600)
        return u"%1%2 min %3 s"_s.arg(sign).arg(seconds / 60).arg(seconds % 60);
    return u"%1%2 h %3 min"_s.arg(sign).arg(seconds / 3600).arg(seconds / 60 % 60);
}

} // namespace

QString formatBytes(double bytes)
{
    static constexpr const char *units[] = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    if (std::abs(bytes) < 1024)
        return u"%1 B"_s.arg(shortNumber(bytes));
    std::size_t unit = 0;
    bytes /= 1024;
    while (std::abs(bytes) >= 1023.5 && unit + 1 < std::size(units)) {
        bytes /= 1024;
        ++unit;
    }
    const int decimals = std::abs(bytes) < 99.95 ? 1 : 0;
    return u"%1 %2"_s.arg(QString::number(bytes, 'f', decimals), QLatin1StringView(units[unit]));
}

QString formatDuration(double nanoseconds)
{
    const double size = std::abs(nanoseconds);
    if (size < microsecond)
        return u"%1 ns"_s.arg(shortNumber(nanoseconds));
    if (size < millisecond)
        return u"%1 us"_s.arg(shortNumber(nanoseconds / microsecond));
    if (size < second)
        return u"%1 ms"_s.arg(shortNumber(nanoseconds / millisecond));
    return size < 2 * minute ? u"%1 s"_s.arg(shortNumber(nanoseconds / second)) : minutes(nanoseconds);
}

QString formatCount(double count)
{
    static constexpr char units[] = {'k', 'M', 'G', 'T', 'P', 'E'};
    if (std::abs(count) < 1000)
        return shortNumber(count);
    std::size_t unit = 0;
    count /= 1000;
    while (std::abs(count) >= 999.5 && unit + 1 < std::size(units)) {
        count /= 1000;
        ++unit;
    }
    return u"%1 %2"_s.arg(shortNumber(count)).arg(QLatin1Char(units[unit]));
}

double nanosecondsPer(QStringView unit)
{
    if (unit == "ns"_L1)
        return 1;
    if (unit == "us"_L1)
        return microsecond;
    if (unit == "ms"_L1)
        return millisecond;
    return unit == "s"_L1 ? second : 0;
}

QString formatTimeOfDay(qint64 wallNs)
{
    const qint64 milliseconds = wallNs / 1'000'000;
    const qint64 microseconds = wallNs / 1000 % 1'000'000;
    const QString clock = QDateTime::fromMSecsSinceEpoch(milliseconds).toString(u"HH:mm:ss"_s);
    return u"%1.%2"_s.arg(clock).arg(std::abs(microseconds), 6, 10, '0'_L1);
}

} // namespace radiosonde
