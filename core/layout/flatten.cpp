// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/flatten.h"

#include "core/layout/meaning.h"

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

struct Place
{
    QString prefix;   // "outer."
    quint64 bits = 0; // from the start of the whole
    int depth = 0;
};

class Flattener
{
public:
    Flattener(bool inKey, bool counters) : m_inKey(inKey), m_counters(counters) {}

    void addRecord(const Type &record, const Place &place);
    void addColumn(const QString &name, const Member &member, quint64 bits);
    QList<Column> take() { return std::move(m_columns); }

private:
    void addMember(const Member &member, const Place &place);
    void addUnion(const Member &member, const QString &name, const Place &place);

    bool m_inKey;
    bool m_counters;
    QList<Column> m_columns;
};

bool isPadding(const QString &name)
{
    QStringView stripped = name;
    while (stripped.startsWith(u'_'))
        stripped = stripped.mid(1);
    return stripped.startsWith("pad"_L1) &&
           (stripped.size() == 3 || !stripped[3].isLetter() || stripped == "padding"_L1);
}

void Flattener::addColumn(const QString &name, const Member &member, quint64 bits)
{
    if (m_columns.size() >= maximumColumns || !member.type)
        return;
    Column column;
    column.name = name;
    column.title = annotation(member.annotations, "title"_L1);
    if (column.title.isEmpty())
        column.title = name;
    column.description = member.description;
    column.type = member.type;
    column.offset = static_cast<quint32>(bits / 8);
    column.bitOffset = static_cast<quint32>(bits % 8);
    column.bitWidth = member.bitWidth;
    column.inKey = m_inKey;
    setMeaning(column, member.annotations);
    column.counter = m_counters && looksLikeCounter(column, member.annotations);
    m_columns.append(column);
}

void Flattener::addUnion(const Member &member, const QString &name, const Place &place)
{
    const Type &type = *member.type;
    const Member *first = type.members.isEmpty() ? nullptr : &type.members.first();
    if (member.name.isEmpty()) {
        if (first)
            addMember(*first, place);
        return;
    }
    Member shown = member;
    if (first && first->type && first->type->size == type.size && first->type->kind != TypeKind::Record)
        shown.type = first->type;
    addColumn(name, shown, place.bits);
}

void Flattener::addMember(const Member &member, const Place &place)
{
    if (!member.type || hasAnnotation(member.annotations, "hide"_L1) || isPadding(member.name))
        return;
    const bool record = member.type->kind == TypeKind::Record && !member.type->members.isEmpty();
    if (member.name.isEmpty() && !record)
        return;
    const Place inner{place.prefix, place.bits + member.bitOffset, place.depth + 1};
    const QString name = place.prefix + member.name;
    if (record && member.type->isUnion)
        addUnion(member, name, inner);
    else if (record && place.depth < 16)
        addRecord(*member.type,
                  {member.name.isEmpty() ? place.prefix : name + u'.', inner.bits, inner.depth});
    else
        addColumn(name, member, inner.bits);
}

void Flattener::addRecord(const Type &record, const Place &place)
{
    for (const Member &member : record.members)
        addMember(member, place);
}

} // namespace

QList<Column> flatten(const TypePtr &type, const QString &scalarName, bool inKey, bool counters)
{
    if (!type)
        return {};
    Flattener flattener(inKey, counters);
    if (type->kind == TypeKind::Record && !type->isUnion && !type->members.isEmpty()) {
        flattener.addRecord(*type, {});
    } else {
        Member scalar;
        scalar.type = type;
        flattener.addColumn(scalarName, scalar, 0);
    }
    return flattener.take();
}

} // namespace radiosonde
