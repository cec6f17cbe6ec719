// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/counter_inference.h"

#include "core/layout/flatten.h"
#include "core/layout/meaning.h"

#include <QCoreApplication>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

struct CounterText
{
    Q_DECLARE_TR_FUNCTIONS(Counters)
};

bool isCounter(const GlobalFacts &global)
{
    const bool number = global.type && global.type->size <= 8 &&
                        (global.type->kind == TypeKind::Unsigned || global.type->kind == TypeKind::Signed);
    return global.section == ".bss"_L1 && number && !hasAnnotation(global.annotations, "hide"_L1);
}

} // namespace

std::optional<ViewSpec> findCounters(const Facts &facts)
{
    Type section;
    section.kind = TypeKind::Record;
    for (const GlobalFacts &global : facts.globals) {
        if (!isCounter(global))
            continue;
        Member member;
        member.name = global.name;
        member.type = global.type;
        member.description = global.description;
        member.annotations = global.annotations;
        section.members.append(member);
    }
    if (section.members.isEmpty())
        return std::nullopt;
    ViewSpec view;
    view.columns = flatten(std::make_shared<const Type>(section), {}, false, true);
    view.name = u"counters"_s;
    view.title = facts.title.isEmpty() ? CounterText::tr("Counters") : facts.title;
    view.kind = ViewKind::Counters;
    view.accumulate = Accumulate::Interval;
    view.map = u".bss"_s;
    return view;
}

void placeCounter(ViewSpec &view, const QString &name, quint32 offset)
{
    for (Column &column : view.columns) {
        if (view.kind == ViewKind::Counters && column.name == name)
            column.offset = offset;
    }
}

} // namespace radiosonde
