// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/choice.h"

#include "remote/loader/hook.h"

#include <algorithm>

namespace radiosonde
{

namespace
{

QList<AlternativeGroup> limitTo(const QString &only, QList<AlternativeGroup> groups)
{
    for (AlternativeGroup &group : groups) {
        const auto named = std::ranges::find(group.alternatives, only, &Alternative::name);
        if (!only.isEmpty() && named != group.alternatives.end())
            std::ranges::rotate(group.alternatives, named);
    }
    return groups;
}

} // namespace

Choice::Choice(const QList<CandidateProgram> &programs, const QList<AlternativeGroup> &groups,
               const QString &only)
    : m_programs(programs), m_groups(limitTo(only, groups))
{
    for (int group = 0; group < m_groups.size(); ++group) {
        const QList<Alternative> &alternatives = m_groups[group].alternatives;
        for (int index = 0; index < alternatives.size(); ++index) {
            for (const QString &program : alternatives[index].programs)
                m_places.insert(program, {group, index, alternatives[index].optional.contains(program)});
        }
    }
    // Refused without a reason: somebody chose so.
    for (const AlternativeGroup &group : std::as_const(m_groups)) {
        if (only.isEmpty() || group.alternatives.first().name != only)
            continue;
        for (const Alternative &other : group.alternatives.sliced(1)) {
            for (const QString &program : other.programs)
                m_refusals.insert(program, QString());
        }
    }
}

void Choice::refuse(const QString &program, const QString &why)
{
    m_refusals.insert(program, why);
}

bool Choice::isAlive(const Alternative &alternative) const
{
    bool any = false;
    for (const QString &program : alternative.programs) {
        const bool refused = m_refusals.contains(program);
        if (refused && !alternative.optional.contains(program))
            return false;
        any |= !refused;
    }
    return any;
}

int Choice::chosenAlternative(int group) const
{
    const QList<Alternative> &alternatives = m_groups[group].alternatives;
    const auto alive =
        std::ranges::find_if(alternatives, [this](const Alternative &one) { return isAlive(one); });
    return alive == alternatives.end() ? -1 : int(alive - alternatives.begin());
}

bool Choice::isChosen(const QString &program) const
{
    if (m_refusals.contains(program))
        return false;
    const auto place = m_places.constFind(program);
    if (place != m_places.constEnd())
        return chosenAlternative(place->group) == place->alternative;
    const auto found = std::ranges::find(m_programs, program, &CandidateProgram::name);
    return found != m_programs.end() && found->wanted;
}

bool Choice::isOptional(const QString &program) const
{
    return m_places.value(program).optional;
}

bool Choice::hasStandIn(const QString &program) const
{
    const auto place = m_places.constFind(program);
    return place != m_places.constEnd() && chosenAlternative(place->group) >= 0;
}

QStringList Choice::enabled() const
{
    QStringList names;
    for (const CandidateProgram &program : m_programs) {
        if (isChosen(program.name))
            names.append(program.name);
    }
    return names;
}

QStringList Choice::disabled() const
{
    QStringList names;
    for (const CandidateProgram &program : m_programs) {
        if (!isChosen(program.name))
            names.append(program.name);
    }
    return names;
}

QList<ProgramState> Choice::states(const QSet<QString> &attached) const
{
    QList<ProgramState> states;
    for (const CandidateProgram &program : m_programs) {
        ProgramState state;
        state.name = program.name;
        state.section = program.section;
        state.attached = attached.contains(program.name);
        if (state.attached)
            state.via = m_vias.value(program.name, via(parseHook(program.section)));
        else
            state.error = m_refusals.value(program.name);
        const auto place = m_places.constFind(program.name);
        if (place != m_places.constEnd())
            state.alternative = m_groups[place->group].alternatives[place->alternative].name;
        states.append(state);
    }
    return states;
}

} // namespace radiosonde
