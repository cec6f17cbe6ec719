// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/quantity.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

// Three significant digits, no trailing zeros after the point.
QString digits(double value)
{
    const int decimals = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
    QString text = QString::number(value, 'f', decimals);
    if (text.contains(u'.')) {
        while (text.endsWith(u'0'))
            text.chop(1);
        if (text.endsWith(u'.'))
            text.chop(1);
    }
    return text;
}

template<size_t N>
QString scaled(double value, double step, const std::array<QString, N> &units, size_t unit = 0)
{
    while (unit + 1 < N && value >= step * 0.9995) {
        value /= step;
        ++unit;
    }
    return units[unit].isEmpty() ? digits(value) : digits(value) + u' ' + units[unit];
}

} // namespace

QString shortNumber(double value)
{
    return scaled<5>(value, 1000, {QString(), u"k"_s, u"M"_s, u"G"_s, u"T"_s});
}

QString shortQuantity(double value, const QString &unit)
{
    const std::array<QString, 4> durations{u"ns"_s, u"µs"_s, u"ms"_s, u"s"_s};
    if (unit == "ns"_L1)
        return scaled<4>(value, 1000, durations);
    if (unit == "us"_L1)
        return scaled<4>(value, 1000, durations, 1);
    if (unit == "ms"_L1)
        return scaled<4>(value, 1000, durations, 2);
    if (unit == "bytes"_L1)
        return scaled<6>(value, 1024, {u"B"_s, u"KiB"_s, u"MiB"_s, u"GiB"_s, u"TiB"_s, u"PiB"_s});
    return unit.isEmpty() ? shortNumber(value) : shortNumber(value) + u' ' + unit;
}

QString rateText(double perSecond, const Column &column)
{
    if (column.meaning == Meaning::Size)
        return shortQuantity(perSecond, u"bytes"_s);
    if (column.meaning == Meaning::Duration)
        return shortQuantity(perSecond, column.unit);
    return perSecond < 1e6 ? digits(perSecond) : shortNumber(perSecond);
}

QString durationText(qint64 ns)
{
    const qint64 seconds = ns / 1'000'000'000;
    if (seconds < 60)
        return QCoreApplication::translate("Quantity", "%1 s").arg(QString::number(double(ns) / 1e9, 'f', 1));
    if (seconds < 3600)
        return QCoreApplication::translate("Quantity", "%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
    return QCoreApplication::translate("Quantity", "%1 h %2 min").arg(seconds / 3600).arg(seconds / 60 % 60);
}

} // namespace radiosonde
