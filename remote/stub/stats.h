/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
/* What the stub itself costs. */
#ifndef STUB_STATS_H
#define STUB_STATS_H

#include "streams.h"

void statsSend(struct link *link, const struct streams *streams, uint64_t now);

#endif
