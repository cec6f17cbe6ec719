// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/annotation_codec.h"
#include "core/layout/facts_codec.h"

#include <QCoreApplication>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int maximumDepth = 32;          // of nested types
constexpr int maximumNodes = 200'000;     // types, members and enumerators of one tree
constexpr quint32 maximumSize = 1u << 30; // bytes of one type

QCborValue toCbor(const Enumerator &enumerator)
{
    return QCborArray{enumerator.name, enumerator.value};
}

QCborValue toCbor(const Member &member)
{
    QCborMap map{{u"name"_s, member.name}, {u"bit"_s, member.bitOffset}, {u"type"_s, toCbor(member.type)}};
    if (member.bitWidth)
        map.insert(u"width"_s, member.bitWidth);
    if (!member.description.isEmpty())
        map.insert(u"description"_s, member.description);
    if (!member.annotations.isEmpty())
        map.insert(u"annotations"_s, annotationsToCbor(member.annotations));
    return map;
}

// Reads one tree; what breaks a bound makes the whole of it invalid.
class TypeReader
{
public:
    TypePtr read(const QCborValue &value, int depth);
    bool ok() const { return m_ok; }

private:
    void readMembers(const QCborArray &list, Type &type, int depth);
    void readEnumerators(const QCborArray &list, Type &type);
    bool take(qsizetype nodes)
    {
        m_nodes += nodes;
        m_ok = m_ok && m_nodes <= maximumNodes;
        return m_ok;
    }

    qsizetype m_nodes = 0;
    bool m_ok = true;
};

void TypeReader::readMembers(const QCborArray &list, Type &type, int depth)
{
    type.members.reserve(list.size());
    for (const QCborValue item : list) {
        CborFields fields(item);
        Member member;
        member.name = fields.text("name"_L1);
        member.bitOffset = fields.u32("bit"_L1);
        member.bitWidth = static_cast<quint32>(fields.number("width"_L1, 64));
        member.description = fields.text("description"_L1);
        member.annotations = annotationsFromCbor(fields, "annotations"_L1);
        member.type = read(fields.value("type"_L1), depth + 1);
        m_ok = m_ok && fields.ok();
        if (!m_ok)
            return;
        type.members.append(member);
    }
}

void TypeReader::readEnumerators(const QCborArray &list, Type &type)
{
    type.enumerators.reserve(list.size());
    for (const QCborValue item : list) {
        const QCborArray pair = item.toArray();
        m_ok = m_ok && pair.size() == 2 && pair.at(0).isString() && pair.at(1).isInteger();
        if (!m_ok)
            return;
        type.enumerators.append({pair.at(0).toString(), pair.at(1).toInteger()});
    }
}

TypePtr TypeReader::read(const QCborValue &value, int depth)
{
    if (value.isNull() || value.isUndefined() || !take(1))
        return nullptr;
    if (depth > maximumDepth) {
        m_ok = false;
        return nullptr;
    }
    CborFields fields(value);
    auto type = std::make_shared<Type>();
    type->kind = fields.enumeration("kind"_L1, TypeKind::Opaque);
    type->name = fields.text("name"_L1);
    type->size = static_cast<quint32>(fields.number("size"_L1, maximumSize));
    type->count = static_cast<quint32>(fields.number("count"_L1, maximumSize));
    type->isUnion = fields.flag("union"_L1);
    const QCborArray members = fields.list("members"_L1, maximumNodes);
    const QCborArray enumerators = fields.list("enumerators"_L1, maximumNodes);
    m_ok = m_ok && fields.ok();
    if (!take(members.size()) || !take(enumerators.size()))
        return nullptr;
    type->element = read(fields.value("element"_L1), depth + 1);
    readMembers(members, *type, depth);
    readEnumerators(enumerators, *type);
    return m_ok ? type : nullptr;
}

} // namespace

QCborValue toCbor(const TypePtr &type)
{
    if (!type)
        return nullptr;
    QCborMap map{{u"kind"_s, static_cast<int>(type->kind)}, {u"name"_s, type->name}, {u"size"_s, type->size}};
    if (type->count)
        map.insert(u"count"_s, type->count);
    if (type->element)
        map.insert(u"element"_s, toCbor(type->element));
    if (type->isUnion)
        map.insert(u"union"_s, true);
    QCborArray members;
    for (const Member &member : type->members)
        members.append(toCbor(member));
    if (!members.isEmpty())
        map.insert(u"members"_s, members);
    QCborArray enumerators;
    for (const Enumerator &enumerator : type->enumerators)
        enumerators.append(toCbor(enumerator));
    if (!enumerators.isEmpty())
        map.insert(u"enumerators"_s, enumerators);
    return map;
}

Result<TypePtr> typeFromCbor(const QCborValue &value)
{
    TypeReader reader;
    TypePtr type = reader.read(value, 0);
    if (!reader.ok())
        return fail(ErrorKind::Internal,
                    QCoreApplication::translate("Facts", "a type's description is damaged"));
    return type;
}

} // namespace radiosonde
