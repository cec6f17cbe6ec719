// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <memory>

namespace radiosonde
{

enum class TypeKind : quint8 {
    Unsigned,
    Signed,
    Boolean,
    Character,   // char of any sign: an array of it is text
    Enumeration, // `enumerators` name its values
    Pointer,
    Float,
    Array,  // `count` times `element`
    Record, // struct or union: `members`
    Opaque, // bytes with no known shape, or a shape nested too deeply
};

struct Type;
// Types are immutable once made and shared freely between threads. Null means "not known".
using TypePtr = std::shared_ptr<const Type>;

struct Enumerator
{
    QString name;
    qint64 value = 0;

    bool operator==(const Enumerator &) const = default;
};

// `/// @view top sort=reads` -> {"view", "top sort=reads"}. See docs of the annotations in views: view unit
// title hide ...
struct Annotation
{
    QString name;
    QString argument;

    bool operator==(const Annotation &) const = default;
};

struct Member
{
    QString name;          // empty for an anonymous struct or union
    quint32 bitOffset = 0; // from the start of the record
    quint32 bitWidth = 0;  // of a bit-field; 0 for all others
    TypePtr type;
    QString description; // doc comment, without annotations
    QList<Annotation> annotations;
};

// Layout of a C type on the target, as BPF code sees it. Sizes and offsets are those of the BPF target
// (64-bit pointers).
struct Type
{
    TypeKind kind = TypeKind::Opaque;
    QString name; // as written: typedef, or tag of a struct, union or enum ("struct event" -> "event"); may
                  // be empty
    quint32 size = 0;     // bytes
    quint32 count = 0;    // of elements, arrays only; 0 for a flexible array
    TypePtr element;      // arrays only
    bool isUnion = false; // records only
    QList<Member> members;
    QList<Enumerator> enumerators;
};

bool operator==(const Type &a, const Type &b);

} // namespace radiosonde
