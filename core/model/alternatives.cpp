// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/meaning.h"
#include "core/model/inference.h"

#include <algorithm>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

// What a section hooks, and how good a way of hooking it is: lower ranks are preferred.
struct Hook
{
    QString group; // empty: no alternatives known for this kind of section
    QString way;
    int rank = 0;
};

Hook hookOf(const QString &section)
{
    const QString kind = section.section(u'/', 0, 0);
    const QString function = section.section(u'/', 1);
    if (function.isEmpty())
        return {};
    if (kind == "fentry"_L1 || kind == "fexit"_L1)
        return {function, u"fentry"_s, 0};
    if (kind == "kprobe"_L1 || kind == "kretprobe"_L1)
        return {function, u"kprobe"_s, 1};
    if (kind == "tp_btf"_L1)
        return {"event/"_L1 + function, kind, 0};
    if (kind == "raw_tp"_L1 || kind == "raw_tracepoint"_L1)
        return {"event/"_L1 + function, u"raw_tp"_s, 1};
    if (kind == "tracepoint"_L1 || kind == "tp"_L1)
        return {"event/"_L1 + section.section(u'/', 2), u"tracepoint"_s, 2};
    return {};
}

template<class Item> Item &findOrAdd(QList<Item> &items, const QString &name)
{
    const auto found =
        std::find_if(items.begin(), items.end(), [&](const Item &item) { return item.name == name; });
    if (found != items.end())
        return *found;
    items.emplace_back().name = name;
    return items.last();
}

void addProgram(Alternative &alternative, const ProgramFacts &program)
{
    alternative.programs.append(program.name);
    if (hasAnnotation(program.annotations, "optional"_L1))
        alternative.optional.append(program.name);
}

int rankOf(const QString &way)
{
    if (way == "fentry"_L1 || way == "tp_btf"_L1)
        return 0;
    return way == "tracepoint"_L1 ? 2 : 1;
}

// Groups from sections, those that leave a choice.
QList<AlternativeGroup> groupsFromSections(const QList<ProgramFacts> &programs)
{
    QList<AlternativeGroup> groups;
    for (const ProgramFacts &program : programs) {
        const Hook hook = hookOf(program.section);
        if (!hook.group.isEmpty() && !hasAnnotation(program.annotations, "alternative"_L1))
            addProgram(findOrAdd(findOrAdd(groups, hook.group).alternatives, hook.way), program);
    }
    groups.removeIf([](const AlternativeGroup &group) { return group.alternatives.size() < 2; });
    for (AlternativeGroup &group : groups) {
        std::stable_sort(
            group.alternatives.begin(), group.alternatives.end(),
            [](const Alternative &a, const Alternative &b) { return rankOf(a.name) < rankOf(b.name); });
        group.name = group.name.section(u'/', -1);
    }
    return groups;
}

} // namespace

QList<AlternativeGroup> alternativeGroups(const Facts &facts)
{
    QList<AlternativeGroup> groups;
    for (const ProgramFacts &program : facts.programs) {
        const QStringList words =
            annotation(program.annotations, "alternative"_L1).split(u' ', Qt::SkipEmptyParts);
        if (words.size() >= 2)
            addProgram(findOrAdd(findOrAdd(groups, words[0]).alternatives, words[1]), program);
    }
    return groups + groupsFromSections(facts.programs);
}

} // namespace radiosonde
