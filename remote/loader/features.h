// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/loader/loader.h"
#include "remote/loader/worker_client.h"

namespace radiosonde
{

// Tries every kind of attachment and map on the target: Loader::features().
Result<QList<Feature>> probeFeatures(WorkerClient &worker, const Interruptor &interruptor);

} // namespace radiosonde
