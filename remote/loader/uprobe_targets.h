// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/diagnostic.h"
#include "remote/loader/choice.h"
#include "remote/loader/loader.h"
#include "remote/loader/worker_client.h"

namespace radiosonde
{

// Has the worker find where the uprobe and USDT programs of an object go, in the target's files, before
// anything is loaded. Programs whose place is not there are refused in `choice`, in words; the others are
// told where they go, and what that costs is said in warnings. To be done again whenever a worker opened the
// object anew. No round trip for objects without such programs.
Result<QList<Diagnostic>> findUprobeTargets(WorkerClient &worker, const LoadRequest &request,
                                            const QList<CandidateProgram> &programs, Choice &choice,
                                            const Interruptor &interruptor);

} // namespace radiosonde
