// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/scalar.h"
#include "core/layout/value.h"

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

QString integerName(const Column &column)
{
    return (isSignedColumn(column) ? u"i%1"_s : u"u%1"_s).arg(column.type->size * 8);
}

QString arrayName(const Column &column)
{
    if (!column.type->element || !isInteger(*column.type->element) || column.meaning == Meaning::Bytes)
        return u"bytes"_s;
    Column element;
    element.type = column.type->element;
    const QString count = column.type->count ? QString::number(column.type->count) : QString();
    return u"%1[%2]"_s.arg(typeName(element), count);
}

} // namespace

QString typeName(const Column &column)
{
    if (!column.type)
        return u"bytes"_s;
    if (column.meaning == Meaning::Address)
        return u"address"_s;
    switch (column.type->kind) {
    case TypeKind::Boolean:
        return u"bool"_s;
    case TypeKind::Enumeration:
        return u"enum"_s;
    case TypeKind::Float:
        return u"f%1"_s.arg(column.type->size * 8);
    case TypeKind::Array:
        return column.meaning == Meaning::Text ? u"text"_s : arrayName(column);
    case TypeKind::Character:
        return column.meaning == Meaning::Text ? u"char"_s : integerName(column);
    case TypeKind::Unsigned:
    case TypeKind::Signed:
    case TypeKind::Pointer:
        return isInteger(*column.type) ? integerName(column) : u"bytes"_s;
    case TypeKind::Record:
    case TypeKind::Opaque:
        break;
    }
    return u"bytes"_s;
}

bool isNumeric(const Column &column)
{
    if (!column.type || column.meaning == Meaning::Text || column.meaning == Meaning::Address)
        return false;
    const bool named = column.meaning == Meaning::Enumerated || column.meaning == Meaning::Boolean ||
                       column.meaning == Meaning::ErrorNumber || column.meaning == Meaning::Time;
    return !named && (isInteger(*column.type) || column.type->kind == TypeKind::Float);
}

} // namespace radiosonde
