// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace radiosonde
{

// The capabilities of the calling thread that tracing cannot do without and that it lacks, as people know
// them: "CAP_BPF", "CAP_PERFMON". CAP_SYS_ADMIN stands for both. Empty: a stub can be started as it is.
QStringList missingCapabilities();

// While it lives, programs started by this thread inherit the capabilities for tracing that it has in effect:
// those of a user's process, given by file capabilities, would else end at exec. Does nothing for root.
class InheritedCapabilities
{
public:
    InheritedCapabilities();
    ~InheritedCapabilities();
    InheritedCapabilities(const InheritedCapabilities &) = delete;
    InheritedCapabilities &operator=(const InheritedCapabilities &) = delete;

private:
    quint64 m_raised = 0; // bits by number
};

// How this user may get the rights: a sentence for people with exact command lines.
QString rightsHint();

} // namespace radiosonde
