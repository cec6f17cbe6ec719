// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/loader/uprobe_messages.h"

#include <QString>
#include <QStringList>

namespace radiosonde
{

// Why a program for user space cannot be attached, for people. All that comes from the target is escaped.
QString uprobeRefusal(const UprobeOutcome &outcome);

// What is worth knowing of a program that can be attached: an instruction that costs much, arguments that
// cannot be read. One sentence each, with the hint that belongs to it.
struct UprobeWarning
{
    QString message, hint;
};
QList<UprobeWarning> uprobeWarnings(const UprobeOutcome &outcome);

} // namespace radiosonde
