// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/layout/address_text.h"
#include "core/layout/scalar.h"
#include "core/layout/value.h"

#include <bit>
#include <cstring>

namespace radiosonde
{

namespace
{

Value readFloat(const Column &column, QByteArrayView bytes)
{
    const std::optional<quint64> bits = loadBits(column, bytes);
    if (!bits)
        return {};
    if (column.type->size == 4)
        return double(std::bit_cast<float>(static_cast<quint32>(*bits)));
    return column.type->size == 8 ? Value(std::bit_cast<double>(*bits)) : Value();
}

Value readInteger(const Column &column, QByteArrayView bytes)
{
    const std::optional<quint64> bits = loadBits(column, bytes);
    if (!bits)
        return {};
    if (column.type->kind == TypeKind::Boolean)
        return *bits != 0;
    if (isSignedColumn(column))
        return signExtend(*bits, bitsOf(column));
    return portValue(column, *bits);
}

Value readAddress(const Column &column, QByteArrayView bytes)
{
    AddressBuffer buffer;
    const QByteArrayView address = bytesOf(column, bytes);
    if (address.size() < qsizetype(column.type->size))
        return {};
    const QLatin1StringView text = addressText(address, buffer);
    return text.isEmpty() ? Value(address.toByteArray()) : Value(QString(text));
}

} // namespace

bool isSignedColumn(const Column &column)
{
    if (column.type->kind != TypeKind::Enumeration)
        return column.type->kind == TypeKind::Signed;
    for (const Enumerator &enumerator : column.type->enumerators) {
        if (enumerator.value < 0)
            return true;
    }
    return false;
}

quint64 portValue(const Column &column, quint64 bits)
{
    const bool swapped = column.meaning == Meaning::Port && column.type->size == 2 &&
                         column.type->name.contains(QLatin1StringView("be16"));
    return swapped ? ((bits & 0xff) << 8 | bits >> 8) : bits;
}

Value readValue(const Column &column, QByteArrayView bytes)
{
    if (!column.type)
        return {};
    const Type &type = *column.type;
    if (column.meaning == Meaning::Address)
        return readAddress(column, bytes);
    if (type.kind == TypeKind::Float)
        return readFloat(column, bytes);
    if (!isInteger(type)) {
        const QByteArrayView raw = bytesOf(column, bytes);
        if (raw.isEmpty())
            return {};
        return isTextArray(column) ? Value(decodeText(raw)) : Value(raw.toByteArray());
    }
    if (column.meaning == Meaning::Text) {
        const QByteArrayView raw = bytesOf(column, bytes);
        return raw.isEmpty() ? Value() : Value(decodeText(raw));
    }
    return readInteger(column, bytes);
}

double numberOf(const Value &value)
{
    if (const auto *number = std::get_if<quint64>(&value))
        return static_cast<double>(*number);
    if (const auto *number = std::get_if<qint64>(&value))
        return static_cast<double>(*number);
    if (const auto *number = std::get_if<double>(&value))
        return *number;
    const auto *flag = std::get_if<bool>(&value);
    return flag && *flag ? 1 : 0;
}

std::weak_ordering compareValues(const Value &a, const Value &b)
{
    if (a.index() != b.index())
        return a.index() <=> b.index();
    if (const auto *number = std::get_if<double>(&a))
        return std::weak_order(*number, std::get<double>(b));
    if (const auto *text = std::get_if<QString>(&a))
        return text->compare(std::get<QString>(b)) <=> 0;
    if (const auto *raw = std::get_if<QByteArray>(&a))
        return raw->compare(std::get<QByteArray>(b)) <=> 0;
    if (const auto *number = std::get_if<quint64>(&a))
        return *number <=> std::get<quint64>(b);
    if (const auto *number = std::get_if<qint64>(&a))
        return *number <=> std::get<qint64>(b);
    const auto *flag = std::get_if<bool>(&a);
    return flag ? *flag <=> std::get<bool>(b) : std::weak_ordering::equivalent;
}

} // namespace radiosonde
