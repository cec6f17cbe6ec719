// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/loader/worker/boundary.h"
#include "remote/loader/worker/loaded_object.h"

namespace radiosonde
{

// Hooks that libbpf leaves to a program's user space part. Each answers an errno, or 0; what was made hangs
// on `loaded` until it is detached.

// Samples of the clock of every CPU that runs, `frequency` a second each.
int attachSampling(const bpf_program *program, uint32_t frequency, Boundary &boundary, LoadedObject &loaded);

// Every packet that the target's network interfaces send or receive: a packet socket that nobody reads.
int attachSocket(int program, Boundary &boundary, LoadedObject &loaded);

// For an iterator, whose link is the newest: tells in `outcome` by which descriptors it is read, or why it
// cannot be.
void prepareReading(Boundary &boundary, LoadedObject &loaded, AttachOutcome &outcome);

} // namespace radiosonde
