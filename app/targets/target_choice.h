// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/targets/saved_targets.h"

namespace radiosonde
{

// The target that a command or the window was asked to use.
struct TargetChoice
{
    QString url = QStringLiteral("local");
    QString name;                  // what the user calls it; empty: as it calls itself
    KernelTypesSource kernelTypes; // of its settings
    QStringList sysroots;          // likewise
    QString targetLog;             // likewise
};

// The file of one run's account on a target whose settings name `path` for them: with the time, as a file
// that is there is never written to. Empty where `path` is.
QString targetLogOfRun(const QString &path);

// `given` is the name of a saved target, its URL, or any other URL, which is not looked at any closer; empty
// means this machine. Kind Usage, naming the nearest, for a word that is neither a name nor a URL.
Result<TargetChoice> chooseTarget(const QString &given, const QList<SavedTarget> &saved);

} // namespace radiosonde
