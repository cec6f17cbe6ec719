// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/parameters.h"

#include "core/base/text.h"
#include "core/layout/meaning.h"
#include "core/layout/scalar.h"
#include "core/layout/value.h"
#include "core/model/parameter_numbers.h"
#include "core/model/uprobe_parameters.h"

#include <QCoreApplication>

#include <bit>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

struct Parameters
{
    Q_DECLARE_TR_FUNCTIONS(Parameters)
};

bool isTextType(const Type &type)
{
    return type.kind == TypeKind::Array && type.element && type.element->size == 1 && type.count > 0;
}

Result<QByteArray> parseText(const Type &type, const QString &name, const QString &text)
{
    QByteArray bytes = text.toUtf8();
    if (bytes.size() >= qsizetype(type.count))
        return fail(ErrorKind::Usage,
                    Parameters::tr("%1 takes a text of at most %2 bytes").arg(name).arg(type.count - 1));
    return bytes.append(qsizetype(type.count) - bytes.size(), '\0');
}

Result<QByteArray> parseEnumerator(const Type &type, const QString &name, const QString &text)
{
    QStringList names;
    for (const Enumerator &enumerator : type.enumerators) {
        if (enumerator.name == text) {
            QByteArray bytes(type.size, '\0');
            storeUnsigned(bytes.data(), static_cast<quint64>(enumerator.value), type.size);
            return bytes;
        }
        names.append(enumerator.name);
    }
    bool isNumber = false;
    text.toLongLong(&isNumber, 0);
    if (isNumber) {
        Type integer = type;
        integer.kind = TypeKind::Signed;
        return parseInteger(integer, name, text, {});
    }
    const QString near = nearest(text, names);
    const QString hint = near.isEmpty() ? QString() : Parameters::tr("Did you mean %1?").arg(near);
    return fail(ErrorKind::Usage,
                Parameters::tr("%1 is one of %2, not \"%3\"").arg(name, names.join(", "_L1), text), hint);
}

Result<QByteArray> parseDevice(const Type &type, const QString &name, const QString &text,
                               const DeviceResolver &resolveDevice)
{
    bool isNumber = false;
    quint64 device = text.toUInt(&isNumber, 0);
    if (const QStringList parts = text.split(u':'); parts.size() == 2) {
        bool majorOk = false;
        bool minorOk = false;
        const quint64 major = parts[0].toUInt(&majorOk);
        const quint64 minor = parts[1].toUInt(&minorOk);
        if (!majorOk || !minorOk || major > 0xfff || minor > 0xfffff)
            return fail(
                ErrorKind::Usage,
                Parameters::tr("%1 takes MAJOR:MINOR or a device's name, not \"%2\"").arg(name, text));
        device = major << 20 | minor;
    } else if (!isNumber) {
        if (!resolveDevice)
            return fail(ErrorKind::Usage, Parameters::tr("%1 takes MAJOR:MINOR, not \"%2\"").arg(name, text));
        const Result<quint32> resolved = resolveDevice(text);
        if (!resolved)
            return std::unexpected(resolved.error());
        device = *resolved;
    }
    QByteArray bytes(type.size, '\0');
    storeUnsigned(bytes.data(), device, type.size);
    return bytes;
}

Result<QByteArray> parseFloat(const Type &type, const QString &name, const QString &text)
{
    bool ok = false;
    const double number = text.toDouble(&ok);
    if (!ok || (type.size != 4 && type.size != 8))
        return fail(ErrorKind::Usage, Parameters::tr("%1 takes a number, not \"%2\"").arg(name, text));
    QByteArray bytes(type.size, '\0');
    const quint64 bits =
        type.size == 8 ? std::bit_cast<quint64>(number) : std::bit_cast<quint32>(static_cast<float>(number));
    storeUnsigned(bytes.data(), bits, type.size);
    return bytes;
}

bool isDevice(const GlobalFacts &global)
{
    return annotation(global.annotations, "type"_L1) == "dev"_L1 && global.type->size >= 4;
}

// A column that reads the parameter's own bytes.
Column columnOf(const GlobalFacts &global)
{
    Column column;
    column.name = global.name;
    column.type = global.type;
    if (isTextType(*global.type))
        column.meaning = Meaning::Text;
    return column;
}

QString valueText(const Value &value)
{
    if (const auto *number = std::get_if<quint64>(&value))
        return QString::number(*number);
    if (const auto *number = std::get_if<qint64>(&value))
        return QString::number(*number);
    if (const auto *number = std::get_if<double>(&value))
        return QString::number(*number, 'g', 17);
    if (const auto *text = std::get_if<QString>(&value))
        return *text;
    const auto *flag = std::get_if<bool>(&value);
    return !flag ? QString() : *flag ? u"true"_s : u"false"_s;
}

} // namespace

Result<QByteArray> parseParameter(const GlobalFacts &global, const QString &text,
                                  const DeviceResolver &resolveDevice)
{
    if (!global.type)
        return fail(ErrorKind::Usage, Parameters::tr("the type of %1 is not known").arg(global.name));
    const Type &type = *global.type;
    if (isTextType(type))
        return parseText(type, global.name, text);
    const QString trimmed = text.trimmed();
    if (type.kind == TypeKind::Float)
        return parseFloat(type, global.name, trimmed);
    if (!isInteger(type) || type.kind == TypeKind::Pointer)
        return fail(ErrorKind::Usage,
                    Parameters::tr("%1 is no number, text or choice that could be set").arg(global.name));
    if (type.kind == TypeKind::Boolean) {
        const Result<bool> flag = parseBoolean(global.name, trimmed);
        if (!flag)
            return std::unexpected(flag.error());
        return QByteArray(1, *flag ? '\1' : '\0').append(type.size - 1, '\0');
    }
    if (type.kind == TypeKind::Enumeration)
        return parseEnumerator(type, global.name, trimmed);
    if (isDevice(global))
        return parseDevice(type, global.name, trimmed, resolveDevice);
    const QString unit = annotation(global.annotations, "unit"_L1);
    return parseInteger(type, global.name, trimmed, unit.isEmpty() ? durationSuffix(global.name) : unit);
}

QList<GlobalFacts> parameters(const Facts &facts)
{
    QList<GlobalFacts> shown;
    for (const GlobalFacts &global : facts.globals) {
        if (global.isParameter && !hasAnnotation(global.annotations, "hide"_L1) &&
            global.name != stubTgidName)
            shown.append(global);
    }
    return shown + uprobeParameters(facts);
}

Result<GlobalFacts> findParameter(const Facts &facts, const QString &name)
{
    QStringList names;
    for (const GlobalFacts &global : parameters(facts)) {
        if (global.name == name)
            return global;
        names.append(global.name);
    }
    if (names.isEmpty())
        return fail(ErrorKind::Usage,
                    Parameters::tr("the probe has no parameters, so none called \"%1\"").arg(name));
    const QString near = nearest(name, names);
    const QString hint = near.isEmpty() ? Parameters::tr("It has %1").arg(names.join(", "_L1))
                                        : Parameters::tr("Did you mean %1?").arg(near);
    return fail(ErrorKind::Usage, Parameters::tr("the probe has no parameter \"%1\"").arg(name), hint);
}

QString parameterText(const GlobalFacts &global, const QByteArray &bytes)
{
    if (!global.type)
        return {};
    const Value value = readValue(columnOf(global), bytes);
    const auto *number = std::get_if<quint64>(&value);
    if (number && isDevice(global) && *number > 0)
        return u"%1:%2"_s.arg(*number >> 20).arg(*number & 0xfffff);
    if (global.type->kind == TypeKind::Enumeration && !std::holds_alternative<std::monostate>(value)) {
        const auto *negative = std::get_if<qint64>(&value);
        const qint64 wanted = number ? static_cast<qint64>(*number) : negative ? *negative : 0;
        if (const QString *name = enumeratorName(*global.type, wanted))
            return *name;
    }
    return valueText(value);
}

} // namespace radiosonde
