// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/address_text.h"
#include "core/layout/scalar.h"
#include "core/layout/value.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>

namespace radiosonde
{

namespace
{

template<class Number> void appendNumber(QByteArray &out, Number number)
{
    char buffer[32];
    const auto result = std::to_chars(buffer, buffer + sizeof buffer, number);
    out.append(buffer, result.ptr - buffer);
}

void appendNull(QByteArray &out)
{
    out.append("null");
}

void appendFloat(QByteArray &out, const Column &column, QByteArrayView bytes)
{
    const Value value = readValue(column, bytes);
    const double *number = std::get_if<double>(&value);
    if (number && std::isfinite(*number))
        appendNumber(out, *number);
    else
        appendNull(out); // JSON has no NaN and no infinity
}

void appendInteger(QByteArray &out, const Column &column, QByteArrayView bytes)
{
    const std::optional<quint64> bits = loadBits(column, bytes);
    if (!bits)
        return appendNull(out);
    if (column.type->kind == TypeKind::Boolean) {
        out.append(*bits ? "true" : "false");
        return;
    }
    const bool isSigned = isSignedColumn(column);
    const qint64 number = isSigned ? signExtend(*bits, bitsOf(column)) : static_cast<qint64>(*bits);
    if (column.type->kind == TypeKind::Enumeration) {
        if (const QString *name = enumeratorName(*column.type, number))
            return appendJsonText(out, name->toUtf8());
    }
    if (isSigned)
        appendNumber(out, number);
    else
        appendNumber(out, portValue(column, *bits));
}

void appendHex(QByteArray &out, QByteArrayView bytes)
{
    out.append('"').append(bytes.toByteArray().toHex()).append('"');
}

void appendText(QByteArray &out, QByteArrayView bytes)
{
    appendJsonText(out, bytes.first(std::find(bytes.begin(), bytes.end(), '\0') - bytes.begin()));
}

void appendAddress(QByteArray &out, const Column &column, QByteArrayView bytes)
{
    AddressBuffer buffer;
    const QByteArrayView raw = bytesOf(column, bytes);
    const QLatin1StringView text = addressText(raw, buffer);
    if (text.isEmpty())
        return raw.isEmpty() ? appendNull(out) : appendHex(out, raw);
    out.append('"').append(text.data(), text.size()).append('"');
}

bool isList(const Type &type)
{
    return type.kind == TypeKind::Array && type.element && isInteger(*type.element);
}

void appendList(QByteArray &out, const Column &column, QByteArrayView bytes)
{
    Column element;
    element.type = column.type->element;
    const QByteArrayView raw = bytesOf(column, bytes);
    const qsizetype size = element.type->size;
    out.append('[');
    for (qsizetype at = 0; at + size <= raw.size(); at += size) {
        if (at > 0)
            out.append(',');
        appendJson(out, element, raw.sliced(at, size));
    }
    out.append(']');
}

void appendAggregate(QByteArray &out, const Column &column, QByteArrayView bytes)
{
    const QByteArrayView raw = bytesOf(column, bytes);
    if (raw.isEmpty())
        appendNull(out);
    else if (column.meaning == Meaning::Text)
        appendText(out, raw);
    else if (column.meaning != Meaning::Bytes && isList(*column.type))
        appendList(out, column, bytes);
    else
        appendHex(out, raw);
}

} // namespace

const QString *enumeratorName(const Type &type, qint64 value)
{
    const auto found =
        std::find_if(type.enumerators.begin(), type.enumerators.end(),
                     [value](const Enumerator &enumerator) { return enumerator.value == value; });
    return found == type.enumerators.end() ? nullptr : &found->name;
}

void appendJson(QByteArray &out, const Column &column, QByteArrayView bytes)
{
    if (!column.type)
        appendNull(out);
    else if (column.meaning == Meaning::Address)
        appendAddress(out, column, bytes);
    else if (column.type->kind == TypeKind::Float)
        appendFloat(out, column, bytes);
    else if (!isInteger(*column.type) || column.meaning == Meaning::Text)
        appendAggregate(out, column, bytes);
    else
        appendInteger(out, column, bytes);
}

} // namespace radiosonde
