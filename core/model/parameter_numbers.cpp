// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/parameter_numbers.h"

#include "core/base/units.h"
#include "core/layout/scalar.h"

#include <QCoreApplication>

#include <cmath>
#include <limits>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

struct Parameters
{
    Q_DECLARE_TR_FUNCTIONS(Parameters)
};

struct Range
{
    qint64 lowest;
    quint64 highest;
};

Range rangeOf(const Type &type)
{
    const quint32 bits = type.size * 8;
    const quint64 all = ~quint64(0) >> (64 - bits);
    const bool isSigned = type.kind == TypeKind::Signed || type.kind == TypeKind::Character;
    return isSigned ? Range{-static_cast<qint64>(all / 2) - 1, all / 2} : Range{0, all};
}

std::unexpected<Error> outOfRange(const Type &type, const QString &name, const QString &text)
{
    const Range range = rangeOf(type);
    return fail(ErrorKind::Usage,
                Parameters::tr("%1 takes a number from %2 to %3, not \"%4\"")
                    .arg(name, QString::number(range.lowest), QString::number(range.highest), text));
}

QByteArray bytesOfNumber(const Type &type, quint64 number)
{
    QByteArray bytes(type.size, '\0');
    storeUnsigned(bytes.data(), number, type.size);
    return bytes;
}

// "10ms" as a number of `unit`; empty where it has no suffix of a duration.
std::optional<double> inUnit(const QString &text, const QString &unit)
{
    const double target = nanosecondsPer(unit);
    for (const auto suffix : {"ns"_L1, "us"_L1, "ms"_L1, "s"_L1}) {
        if (target == 0 || !text.endsWith(suffix))
            continue;
        bool ok = false;
        const double number = QStringView(text).chopped(suffix.size()).trimmed().toDouble(&ok);
        return ok ? std::optional(number * nanosecondsPer(suffix.toString()) / target) : std::nullopt;
    }
    return std::nullopt;
}

} // namespace

Result<bool> parseBoolean(const QString &name, const QString &text)
{
    const QString word = text.toLower();
    if (word == "true"_L1 || word == "yes"_L1 || word == "on"_L1 || word == "1"_L1)
        return true;
    if (word == "false"_L1 || word == "no"_L1 || word == "off"_L1 || word == "0"_L1)
        return false;
    return fail(ErrorKind::Usage, Parameters::tr("%1 is either true or false, not \"%2\"").arg(name, text));
}

Result<QByteArray> parseInteger(const Type &type, const QString &name, const QString &text,
                                const QString &unit)
{
    const Range range = rangeOf(type);
    if (const std::optional<double> number = inUnit(text, unit)) {
        const bool fits = *number >= 0 && *number <= static_cast<double>(range.highest) && *number < 9.2e18;
        if (!fits || *number != std::floor(*number))
            return outOfRange(type, name, text);
        return bytesOfNumber(type, static_cast<quint64>(*number));
    }
    bool ok = false;
    const int base = text.startsWith("0x"_L1, Qt::CaseInsensitive) ? 16 : 10;
    if (text.startsWith(u'-')) {
        const qint64 number = text.toLongLong(&ok, base);
        if (!ok || (number < range.lowest && number != -1))
            return outOfRange(type, name, text);
        return bytesOfNumber(type, static_cast<quint64>(number));
    }
    const quint64 number = text.toULongLong(&ok, base);
    if (!ok || number > range.highest)
        return outOfRange(type, name, text);
    return bytesOfNumber(type, number);
}

} // namespace radiosonde
