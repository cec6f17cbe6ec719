// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/scalar.h"

#include <cstring>

namespace radiosonde
{

std::optional<quint64> loadBits(const Column &column, QByteArrayView bytes)
{
    const quint32 bits = bitsOf(column);
    const qsizetype size = (column.bitWidth ? column.bitOffset + bits + 7 : bits) / 8;
    if (bits == 0 || column.bitOffset > 7 || size > 8 || qsizetype(column.offset) > bytes.size() - size)
        return std::nullopt;
    const quint64 value = loadUnsigned(bytes.data() + column.offset, size);
    if (!column.bitWidth)
        return value;
    return (value >> column.bitOffset) & (~quint64(0) >> (64 - bits));
}

quint32 bitsOf(const Column &column)
{
    if (!column.type || column.type->size == 0 || column.type->size > 8 || column.bitWidth > 64)
        return 0;
    return column.bitWidth ? column.bitWidth : column.type->size * 8;
}

QByteArrayView bytesOf(const Column &column, QByteArrayView bytes)
{
    if (!column.type || qsizetype(column.offset) >= bytes.size())
        return {};
    const QByteArrayView rest = bytes.sliced(column.offset);
    const bool flexible = column.type->kind == TypeKind::Array && column.type->count == 0;
    return flexible ? rest : rest.first(qMin<qsizetype>(column.type->size, rest.size()));
}

bool isCharacter(const Type &type)
{
    return type.kind == TypeKind::Character && !type.name.contains(u'8') &&
           !type.name.startsWith(QLatin1StringView("unsigned"));
}

bool isTextArray(const Column &column)
{
    const Type *type = column.type.get();
    return type && type->kind == TypeKind::Array && type->element && column.meaning == Meaning::Text;
}

bool isInteger(const Type &type)
{
    const bool kind = type.kind == TypeKind::Unsigned || type.kind == TypeKind::Signed ||
                      type.kind == TypeKind::Enumeration || type.kind == TypeKind::Pointer ||
                      type.kind == TypeKind::Boolean || type.kind == TypeKind::Character;
    return kind && type.size >= 1 && type.size <= 8;
}

const char *errorName(qint64 number)
{
    constexpr qint64 mostErrors = 4095; // MAX_ERRNO of include/linux/err.h
    return number < 0 && number >= -mostErrors ? strerrorname_np(static_cast<int>(-number)) : nullptr;
}

TypePtr makeInteger(quint32 size)
{
    auto type = std::make_shared<Type>();
    type->kind = TypeKind::Unsigned;
    type->name = QStringLiteral("__u%1").arg(size * 8);
    type->size = size;
    return type;
}

} // namespace radiosonde
