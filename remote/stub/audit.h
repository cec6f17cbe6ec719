/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
/* The log of all that the stub does for the host, kept on the target when the host asks for it. */
#ifndef STUB_AUDIT_H
#define STUB_AUDIT_H

#include "system.h"

struct audit
{
    int fd;        /* valid while `left` is not 0 */
    uint32_t left; /* bytes that may still be written; 0: there is no log, or it is full */
};

/* Makes the file, which must not be there. Negative errno. */
long auditOpen(struct audit *audit, const char *path, uint32_t limit);

/* A line: "NS NAME NUMBER... BYTES = RESULT". The bytes beyond 128 are left out. */
void auditLine(struct audit *audit, const char *name, const uint64_t *numbers, unsigned count,
               const void *bytes, uint32_t size, int64_t result);

#endif
