// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/target_session.h"

#include "app/cli/arguments.h"
#include "app/cli/terminal_questions.h"

namespace radiosonde
{

Result<TargetChoice> chooseTarget(const QString &given)
{
    if (given.isEmpty() || given == QLatin1StringView("local"))
        return TargetChoice{};
    const Result<SavedTargets::Listing> saved = SavedTargets().list();
    if (!saved)
        printError(describe(saved.error()));
    else if (!saved->notice.isEmpty())
        printError(saved->notice);
    return chooseTarget(given, saved ? saved->targets : QList<SavedTarget>());
}

Result<TargetLease> connectTo(const TargetChoice &choice, Boards &boards, const Interruptor &stop)
{
    AskingObserver observer(stop);
    TargetPool pool(&boards);
    return pool.acquire(choice.url, StubRights::All, &observer, stop);
}

} // namespace radiosonde
