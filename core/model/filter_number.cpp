// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/filter_number.h"

#include "core/base/units.h"
#include "core/layout/scalar.h"

#include <QCoreApplication>

#include <cmath>
#include <cstring>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

struct FilterText
{
    Q_DECLARE_TR_FUNCTIONS(Filter)
};

struct Unit
{
    QLatin1StringView name;
    double factor;
};

constexpr Unit timeUnits[] = {{"ns"_L1, 1},  {"us"_L1, 1e3},   {"ms"_L1, 1e6},
                              {"s"_L1, 1e9}, {"min"_L1, 60e9}, {"h"_L1, 3600e9}};
constexpr Unit sizeUnits[] = {{"B"_L1, 1},
                              {"KiB"_L1, 1024.0},
                              {"MiB"_L1, 1048576.0},
                              {"GiB"_L1, 1073741824.0},
                              {"TiB"_L1, 1099511627776.0},
                              {"kB"_L1, 1e3},
                              {"MB"_L1, 1e6},
                              {"GB"_L1, 1e9},
                              {"TB"_L1, 1e12}};
constexpr Unit multiples[] = {{"k"_L1, 1e3}, {"M"_L1, 1e6}, {"G"_L1, 1e9}, {"T"_L1, 1e12}};

template<size_t count> double factorOf(const Unit (&units)[count], QStringView name)
{
    for (const Unit &unit : units) {
        if (name.compare(unit.name, Qt::CaseInsensitive) == 0)
            return unit.factor;
    }
    return 0;
}

// "KB" is a kilobyte, but "m" is no million.
double multipleOf(QStringView name)
{
    for (const Unit &unit : multiples) {
        if (name == unit.name || (name == "K"_L1 && unit.name == "k"_L1))
            return unit.factor;
    }
    return 0;
}

// What one of a literal's unit is in the column's own; the error tells why there is none.
std::expected<double, QString> scaleOf(QStringView unit, const Column &column)
{
    if (unit.isEmpty())
        return 1;
    if (const double multiple = multipleOf(unit); multiple > 0)
        return multiple;
    QString name = unit.toString();
    if (name.startsWith(u'µ') || name.startsWith(u'μ'))
        name[0] = u'u';
    const double time = factorOf(timeUnits, name);
    const double own = nanosecondsPer(column.unit);
    if (time > 0 && own > 0)
        return time / own;
    const double size = factorOf(sizeUnits, name);
    if (size > 0 && (column.meaning == Meaning::Size || column.unit == "bytes"_L1))
        return size;
    if (time > 0)
        return std::unexpected(FilterText::tr("%1 is no time").arg(column.name));
    if (size > 0)
        return std::unexpected(FilterText::tr("%1 is no size in bytes").arg(column.name));
    return std::unexpected(FilterText::tr("“%1” is no unit").arg(name));
}

FilterNumber scaled(quint64 magnitude, bool negative, double scale)
{
    const auto whole = static_cast<quint64>(scale);
    quint64 product = 0;
    if (scale >= 1 && scale < 1e18 && double(whole) == scale &&
        !__builtin_mul_overflow(magnitude, whole, &product))
        return FilterNumber::ofInteger(product, negative);
    return FilterNumber::ofDouble((negative ? -1 : 1) * double(magnitude) * scale);
}

std::optional<FilterNumber> deviceNumber(QStringView text)
{
    const qsizetype colon = text.indexOf(u':');
    bool major = false;
    bool minor = false;
    const quint64 device = quint64(text.first(qMax<qsizetype>(0, colon)).toUInt(&major)) << 20 |
                           text.sliced(colon + 1).toUInt(&minor); // MKDEV of include/linux/kdev_t.h
    return colon > 0 && major && minor ? std::optional(FilterNumber::ofInteger(device, false)) : std::nullopt;
}

std::optional<FilterNumber> errorNumber(QStringView text)
{
    const QByteArray name = (text.startsWith(u'-') ? text.sliced(1) : text).toString().toUpper().toLatin1();
    for (int number = 1; number < 134; ++number) { // EHWPOISON is the last, include/uapi/asm-generic/errno.h
        const char *known = strerrorname_np(number);
        if (known && name == known)
            return FilterNumber::ofInteger(quint64(number), true);
    }
    return std::nullopt;
}

// A name that stands for a number in this column.
std::optional<FilterNumber> namedNumber(QStringView text, const Column &column)
{
    if (column.meaning == Meaning::Device)
        return deviceNumber(text);
    if (column.meaning == Meaning::ErrorNumber)
        return errorNumber(text);
    if (column.type->kind == TypeKind::Boolean) {
        const bool yes = text.compare("true"_L1, Qt::CaseInsensitive) == 0;
        const bool no = text.compare("false"_L1, Qt::CaseInsensitive) == 0;
        return yes || no ? std::optional(FilterNumber::ofInteger(yes, false)) : std::nullopt;
    }
    for (const Enumerator &enumerator : column.type->enumerators) {
        if (text.compare(enumerator.name, Qt::CaseInsensitive) == 0)
            return FilterNumber::ofInteger(enumerator.value < 0 ? ~quint64(enumerator.value) + 1
                                                                : quint64(enumerator.value),
                                           enumerator.value < 0);
    }
    return std::nullopt;
}

std::strong_ordering compareExact(quint64 magnitude, bool negative, quint64 otherMagnitude,
                                  bool otherNegative)
{
    const bool below = negative && magnitude > 0;
    const bool otherBelow = otherNegative && otherMagnitude > 0;
    if (below != otherBelow)
        return below ? std::strong_ordering::less : std::strong_ordering::greater;
    return below ? otherMagnitude <=> magnitude : magnitude <=> otherMagnitude;
}

} // namespace

FilterNumber FilterNumber::ofInteger(quint64 magnitude, bool negative)
{
    FilterNumber number;
    number.m_value = negative ? -double(magnitude) : double(magnitude);
    number.m_magnitude = magnitude;
    number.m_negative = negative;
    number.m_exact = true;
    return number;
}

FilterNumber FilterNumber::ofDouble(double value)
{
    FilterNumber number;
    number.m_value = value;
    return number;
}

std::partial_ordering FilterNumber::compare(const Value &cell) const
{
    if (const auto *number = std::get_if<quint64>(&cell))
        return m_exact ? compareExact(*number, false, m_magnitude, m_negative) : double(*number) <=> m_value;
    if (const auto *number = std::get_if<qint64>(&cell)) {
        const quint64 magnitude = *number < 0 ? ~static_cast<quint64>(*number) + 1 : quint64(*number);
        return m_exact ? compareExact(magnitude, *number < 0, m_magnitude, m_negative)
                       : double(*number) <=> m_value;
    }
    if (const auto *number = std::get_if<double>(&cell))
        return *number <=> m_value;
    if (const auto *flag = std::get_if<bool>(&cell))
        return double(*flag) <=> m_value;
    return std::partial_ordering::unordered;
}

std::expected<FilterNumber, QString> parseFilterNumber(QStringView text, const Column &column)
{
    if (const std::optional<FilterNumber> named = namedNumber(text, column))
        return *named;
    const bool negative = text.startsWith(u'-');
    const QStringView digits = negative || text.startsWith(u'+') ? text.sliced(1) : text;
    bool ok = false;
    if (digits.startsWith("0x"_L1, Qt::CaseInsensitive)) {
        const quint64 value = digits.sliced(2).toULongLong(&ok, 16);
        if (ok)
            return FilterNumber::ofInteger(value, negative);
    }
    qsizetype end = 0;
    while (end < digits.size() && (digits[end].isDigit() || digits[end] == u'.'))
        ++end;
    const QStringView mantissa = digits.first(end);
    const quint64 whole = mantissa.toULongLong(&ok);
    bool fraction = false;
    const double value = ok ? 0 : mantissa.toDouble(&fraction);
    if (!ok && !fraction)
        return std::unexpected(FilterText::tr("%1 is compared with a number").arg(column.name));
    const std::expected<double, QString> scale = scaleOf(digits.sliced(end), column);
    if (!scale)
        return std::unexpected(scale.error());
    return ok ? scaled(whole, negative, *scale)
              : FilterNumber::ofDouble((negative ? -1 : 1) * value * *scale);
}

bool comparesAsNumber(const Column &column)
{
    if (!column.type || column.meaning == Meaning::Address || column.meaning == Meaning::Text)
        return false;
    return isInteger(*column.type) || column.type->kind == TypeKind::Float;
}

} // namespace radiosonde
