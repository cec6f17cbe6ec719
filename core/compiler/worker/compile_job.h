// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compiler/protocol.h"
#include "core/compiler/worker/header_store.h"

namespace radiosonde
{

// One request from beginning to end: the front end with the precompiled header says what is wrong, what the
// program is about (facts) and which kernel types it uses; then the object is made from a slice with just
// these types, or, when the slice turns out to lack something, from the whole header. Runs in a forked child.
WorkerReply runCompileJob(const WorkerRequest &request, const KernelHeader &kernel);

} // namespace radiosonde
