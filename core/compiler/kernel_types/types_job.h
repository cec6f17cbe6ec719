// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compiler/kernel_types/types_reply.h"
#include "core/compiler/protocol.h"

namespace radiosonde
{

// Carries out a request of the kind Types. In a process of its own: files and headers may break the compiler.
TypesReply runTypesJob(const WorkerRequest &request);

} // namespace radiosonde
