// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/inference.h"
#include "core/model/plan.h"

#include <QHash>
#include <QSet>
#include <QStringList>

namespace radiosonde
{

// A program of an object, before anything is known of how it will fare.
struct CandidateProgram
{
    QString name;
    QString section;
    bool wanted = true; // its section does not begin with '?'
};

// Which programs to load: of each group of alternatives the first that no refusal has hit. Plain values; no
// kernel.
class Choice
{
public:
    Choice() = default;
    // `only`, where not empty: groups that have an alternative of this name take it or nothing.
    Choice(const QList<CandidateProgram> &programs, const QList<AlternativeGroup> &groups,
           const QString &only);

    // A program cannot be had. An optional one goes alone; another takes its alternative with it.
    void refuse(const QString &program, const QString &why);
    void setVia(const QString &program, const QString &via) { m_vias.insert(program, via); }
    bool isRefused(const QString &program) const { return m_refusals.contains(program); }

    QStringList enabled() const;  // to be loaded, in the object's order
    QStringList disabled() const; // the rest
    bool isChosen(const QString &program) const;
    bool isOptional(const QString &program) const;
    bool isInGroup(const QString &program) const { return m_places.contains(program); }
    bool hasStandIn(const QString &program) const; // an alternative of its group is chosen

    // How things stand; `attached` holds the programs that are.
    QList<ProgramState> states(const QSet<QString> &attached) const;

private:
    struct Place
    {
        int group = -1;
        int alternative = -1;
        bool optional = false;
    };
    int chosenAlternative(int group) const; // -1: none is left
    bool isAlive(const Alternative &alternative) const;

    QList<CandidateProgram> m_programs;
    QList<AlternativeGroup> m_groups;
    QHash<QString, Place> m_places;
    QHash<QString, QString> m_refusals; // program -> why
    QHash<QString, QString> m_vias;     // program -> where it goes, other than its section says
};

} // namespace radiosonde
