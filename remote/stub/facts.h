/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
/* What HELLO tells about the target. */
#ifndef STUB_FACTS_H
#define STUB_FACTS_H

#include "remote/wire/wire.h"
#include "system.h"

APART void factsCollect(struct wire_hello *hello, size_t pageSize);

/* Is this a 32-bit stub on a 64-bit kernel? */
int factsKernelIsWider(const struct wire_hello *hello);

#endif
