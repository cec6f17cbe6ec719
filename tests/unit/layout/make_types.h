// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/type.h"

namespace radiosonde::testing
{

// Types as the compiler gives them, made in one line each.
inline TypePtr scalar(TypeKind kind, quint32 size, const QString &name = {})
{
    auto type = std::make_shared<Type>();
    type->kind = kind;
    type->size = size;
    type->name = name;
    return type;
}

inline TypePtr u64()
{
    return scalar(TypeKind::Unsigned, 8, QStringLiteral("__u64"));
}

inline TypePtr u32()
{
    return scalar(TypeKind::Unsigned, 4, QStringLiteral("__u32"));
}

inline TypePtr s32()
{
    return scalar(TypeKind::Signed, 4, QStringLiteral("__s32"));
}

inline TypePtr character()
{
    return scalar(TypeKind::Character, 1, QStringLiteral("char"));
}

inline TypePtr array(const TypePtr &element, quint32 count)
{
    auto type = std::make_shared<Type>();
    type->kind = TypeKind::Array;
    type->element = element;
    type->count = count;
    type->size = count * element->size;
    return type;
}

inline TypePtr text(quint32 count)
{
    return array(character(), count);
}

struct Field
{
    QString name;
    TypePtr type;
    QList<Annotation> annotations = {};
    quint32 bitWidth = 0;
};

// Members one after the other, each aligned to its size (arrays: their element's); a bit-field takes its own
// place.
inline TypePtr record(const QString &name, const QList<Field> &fields, bool isUnion = false)
{
    auto type = std::make_shared<Type>();
    type->kind = TypeKind::Record;
    type->name = name;
    type->isUnion = isUnion;
    quint32 at = 0;
    for (const Field &field : fields) {
        const quint32 alignment = field.type->element             ? field.type->element->size
                                  : field.type->members.isEmpty() ? field.type->size
                                                                  : 8;
        at = isUnion ? 0 : (at + alignment - 1) / alignment * alignment;
        type->members.append({field.name, at * 8, field.bitWidth, field.type, {}, field.annotations});
        at += field.type->size;
        type->size = std::max(type->size, at);
    }
    type->size = (type->size + 7) / 8 * 8;
    return type;
}

} // namespace radiosonde::testing
