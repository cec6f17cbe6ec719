// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/transport/deploy.h"
#include "remote/transport/deploy_dialogue.h"

namespace radiosonde
{

// Puts a shell of root's in the place of the one at the other end. Through su where the options say so; else
// through sudo: without a password where it
// asks for none, else with the observer's answers, three at most. A password goes over the link alone. Errors
// as deployStub(): no sudo or su, nobody to ask, wrong passwords, a user that sudo does not serve,
// requiretty.
Result<> becomeRoot(DeployDialogue &dialogue, const DeployOptions &options, ConnectObserver *observer);

// What went wrong where sudo said `words` and did nothing.
Error sudoRefusal(const QString &words);

} // namespace radiosonde
