// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/targets/known_targets.h"
#include "app/targets/target_report.h"

#include <functional>

namespace radiosonde
{

// What the window needs to know targets and to reach them. Functions block and are called from any thread;
// one that is empty is not offered.
struct TargetServices
{
    std::function<KnownTargets()> list;
    // Until interrupted: `changed` is called, on this thread, whenever list() has other targets by itself.
    std::function<void(const std::function<void()> &changed, const Interruptor &)> follow;
    std::function<Result<QString>(const SavedTarget &, const QString &replaces)> save; // gives a notice
    std::function<Result<QString>(const QString &name)> remove;                        // likewise
    std::function<Result<SavedTargets::Imported>()> importHosts;

    struct Reached
    {
        TargetInfo target;
        double roundTripMs = 0;
    };
    // Reaches a target, a virtual board that does not run among them, and keeps the session for runs.
    std::function<Result<Reached>(const QString &url, ConnectObserver &, const Interruptor &)> connect;
    // Asks the target; `anew`: tries its kernel's features even where they are known from earlier.
    std::function<Result<TargetReport>(const QString &url, bool anew, ConnectObserver &, const Interruptor &)>
        report;
    std::function<std::optional<TargetReport>(const QString &url)> lastReport;

    std::function<void(const QString &url)> stopBoard;
    std::function<QStringList(const QString &url)> missingPackages; // of Debian, for a virtual board
};

} // namespace radiosonde
