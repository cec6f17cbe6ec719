/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
/* System calls made for the host. */
#ifndef STUB_CALLS_H
#define STUB_CALLS_H

#include "link.h"

/* The memory of one call: a private mapping with an unreadable page behind it, so that a kernel which is told
 * too large a length writes nowhere else. */
struct image
{
    uint8_t *bytes; /* null when there is none */
    size_t mapped;  /* bytes to be unmapped; 0 for the kept page */
    uint32_t sent;  /* bytes that CALL_PARTs have brought so far */
};

struct calls
{
    struct link *link;
    size_t pageSize;
    struct image image;
    uint8_t *small; /* a page kept for short images, which most are; null before the first */
};

/* Both end the stub when the frame breaks the rules of docs/protocol.md. */
void callsPart(struct calls *calls, const struct wire_frame *head, const uint8_t *payload);
APART void callsRun(struct calls *calls, const struct wire_frame *head, const uint8_t *payload);

#endif
