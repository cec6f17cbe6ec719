// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/interruptor.h"
#include "remote/loader/choice.h"

#include <QHash>

namespace radiosonde
{

class Session;

// What is quickly known of the target's hooks: whether a few files are there. Kept for the session; only what
// was found is, for modules bring tracepoints later.
class TargetHooks
{
public:
    explicit TargetHooks(Session &session) : m_session(session) {}

    // Refuses the programs whose hook the target lacks. All files are asked for at once: one round trip.
    Result<> prune(const QList<CandidateProgram> &programs, Choice &choice, const Interruptor &interruptor);

private:
    Result<> lookFor(const QStringList &paths, const Interruptor &interruptor);
    QString
    lacking(const QString &section) const; // why the hook cannot be had; empty: nothing is known against it

    Session &m_session;
    QHash<QString, bool> m_present; // by path
};

} // namespace radiosonde
