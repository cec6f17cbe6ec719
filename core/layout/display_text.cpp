// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/base/units.h"
#include "core/layout/scalar.h"
#include "core/layout/value.h"

#include <cstring>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

// "8:1 sda1"; "8:1" where the target has no name for it.
QString withName(QString number, const QHash<quint32, QString> &names, quint64 key)
{
    const auto name = key > 0xffffffffu ? names.end() : names.find(static_cast<quint32>(key));
    return name == names.end() ? std::move(number) : number + u' ' + escapeControl(*name);
}

QString deviceText(quint64 device, const DisplayContext &context)
{
    QString number = u"%1:%2"_s.arg(device >> 20).arg(device & 0xfffff); // MKDEV of include/linux/kdev_t.h
    return withName(std::move(number), context.names.devices, device);
}

QString kernelAddressText(quint64 address, const DisplayContext &context)
{
    const QString symbol = context.kernelSymbol ? context.kernelSymbol(address) : QString();
    return symbol.isEmpty() ? u"0x%1"_s.arg(address, 0, 16) : escapeControl(symbol);
}

// "-2 ENOENT" for a negative errno, else the number.
QString errorText(qint64 number)
{
    const char *name = errorName(number);
    return name ? u"%1 %2"_s.arg(number).arg(QLatin1StringView(name)) : QString::number(number);
}

QString integerText(const Column &column, quint64 magnitude, bool negative, const DisplayContext &context)
{
    const double number = negative ? -static_cast<double>(magnitude) : static_cast<double>(magnitude);
    switch (column.meaning) {
    case Meaning::Duration:
        if (const double unit = nanosecondsPer(column.unit); unit > 0)
            return formatDuration(number * unit);
        break;
    case Meaning::Size:
        if (context.binarySizes)
            return formatBytes(number);
        break;
    case Meaning::Time:
        return formatTimeOfDay(static_cast<qint64>(magnitude + static_cast<quint64>(context.wallOffset)));
    case Meaning::Device:
        return deviceText(magnitude, context);
    case Meaning::KernelAddress:
        return kernelAddressText(magnitude, context);
    case Meaning::User:
        if (!negative)
            return withName(QString::number(magnitude), context.names.users, magnitude);
        break;
    default:
        break;
    }
    const QString digits = QString::number(magnitude);
    return negative ? u'-' + digits : digits;
}

QString numberText(const Column &column, qint64 number, const DisplayContext &context)
{
    if (column.meaning == Meaning::ErrorNumber)
        return errorText(number);
    if (number >= 0)
        return integerText(column, static_cast<quint64>(number), false, context);
    return integerText(column, ~static_cast<quint64>(number) + 1, true, context);
}

QString listText(const Column &column, const QByteArray &raw, const DisplayContext &context)
{
    const TypePtr element = column.type->kind == TypeKind::Array ? column.type->element : nullptr;
    if (column.meaning == Meaning::Bytes || !element || !isInteger(*element))
        return QString::fromLatin1(raw.toHex(' '));
    Column item;
    item.type = element;
    item.meaning = element->kind == TypeKind::Enumeration ? Meaning::Enumerated : Meaning::Plain;
    QStringList texts;
    for (qsizetype at = 0; at + qsizetype(element->size) <= raw.size(); at += element->size)
        texts.append(displayText(item, QByteArrayView(raw).sliced(at), context));
    return texts.join(", "_L1);
}

// The enumerator of a value where it has one; null otherwise.
QString enumeratorText(const Column &column, const Value &value)
{
    if (column.type->kind != TypeKind::Enumeration)
        return {};
    const auto *number = std::get_if<quint64>(&value);
    const auto *signedNumber = std::get_if<qint64>(&value);
    if (!number && !signedNumber)
        return {};
    const QString *name = enumeratorName(*column.type, number ? static_cast<qint64>(*number) : *signedNumber);
    return name ? *name : QString();
}

} // namespace

QString displayText(const Column &column, QByteArrayView bytes, const DisplayContext &context)
{
    const Value value = readValue(column, bytes);
    const QString enumerator = column.type ? enumeratorText(column, value) : QString();
    if (!enumerator.isNull())
        return escapeControl(enumerator);
    if (const auto *number = std::get_if<quint64>(&value))
        return integerText(column, *number, false, context);
    if (const auto *number = std::get_if<qint64>(&value))
        return numberText(column, *number, context);
    if (const auto *text = std::get_if<QString>(&value))
        return escapeControl(*text);
    if (const auto *raw = std::get_if<QByteArray>(&value))
        return listText(column, *raw, context);
    if (const auto *number = std::get_if<double>(&value))
        return QString::number(*number);
    const auto *flag = std::get_if<bool>(&value);
    return !flag ? QString() : *flag ? u"true"_s : u"false"_s;
}

} // namespace radiosonde
