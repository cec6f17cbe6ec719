// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/axis.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

double niceStep(double least, const QString &unit)
{
    if (unit == "bytes"_L1)
        return std::exp2(std::ceil(std::log2(least)));
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= least * (1 - 1e-9))
            return factor * power;
    }
    return 10 * power;
}

} // namespace

QList<double> axisTicks(double low, double high, int most, const QString &unit)
{
    QList<double> ticks;
    if (!(high > low) || most < 1 || !std::isfinite(high - low))
        return ticks;
    const double step = niceStep((high - low) / most, unit);
    const double first = std::ceil(low / step - 1e-9);
    for (double n = first; n * step <= high + step * 1e-9 && ticks.size() <= most; ++n)
        ticks += n * step;
    return ticks;
}

QList<double> logTicks(double low, double high, int most, const QString &unit)
{
    QList<double> ticks;
    if (!(low > 0) || !(high >= low) || most < 1 || !std::isfinite(high))
        return ticks;
    const double base = unit == "bytes"_L1 ? 2 : 10;
    const double first = std::floor(std::log(low) / std::log(base) + 1e-9);
    const double last = std::floor(std::log(high) / std::log(base) + 1e-9);
    const double stride = std::max(1.0, std::ceil((last - first + 1) / most));
    for (double n = first; n <= last; n += stride)
        ticks += std::pow(base, n);
    return ticks;
}

QList<qint64> timeTicks(qint64 from, qint64 to, int most)
{
    static constexpr qint64 ms = 1'000'000;
    static constexpr qint64 second = 1000 * ms;
    static constexpr qint64 minute = 60 * second;
    static constexpr qint64 hour = 60 * minute;
    static constexpr qint64 steps[] = {ms,          2 * ms,      5 * ms,      10 * ms, 20 * ms,    50 * ms,
                                       100 * ms,    200 * ms,    500 * ms,    second,  2 * second, 5 * second,
                                       10 * second, 15 * second, 30 * second, minute,  2 * minute, 5 * minute,
                                       10 * minute, 15 * minute, 30 * minute, hour,    2 * hour,   3 * hour,
                                       6 * hour,    12 * hour,   24 * hour};
    QList<qint64> ticks;
    if (to <= from || most < 1)
        return ticks;
    const qint64 least = (to - from) / most;
    const auto *found = std::lower_bound(std::begin(steps), std::end(steps), least);
    qint64 step = found == std::end(steps) ? 24 * hour : *found;
    while (step < least)
        step *= 2;
    for (qint64 tick = (from / step + (from % step > 0)) * step; tick <= to; tick += step)
        ticks += tick;
    return ticks;
}

QString timeTickText(qint64 time, qint64 step)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(time / 1'000'000);
    if (step < 1'000'000'000)
        return at.toString(u"HH:mm:ss.zzz"_s);
    return at.toString(step < 60'000'000'000 ? u"HH:mm:ss"_s : u"HH:mm"_s);
}

} // namespace radiosonde
