/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
/* Files of the target on their way to the host, a chunk of each in turn, so that neither a large file nor a
 * slow link keeps buffers waiting. */
#ifndef STUB_FILES_H
#define STUB_FILES_H

#include "link.h"

#define FILES_MAX 8
#define FILES_CHUNK (16u << 10)

struct file
{
    int active;
    int fd;
    uint64_t seq;
    uint64_t left; /* bytes that may still be sent */
    uint64_t sent;
};

struct files
{
    struct link *link;
    size_t pageSize;
    int dirty; /* `chunk` holds pages */
    struct file file[FILES_MAX];
    uint8_t *chunk; /* FILES_CHUNK bytes */
};

/* Is there room for one more? Else the request waits in the link. */
int filesHaveRoom(const struct files *files);
APART void filesOpen(struct files *files, const struct wire_frame *head, const uint8_t *payload);
/* Sends one chunk of each; true while there is more to send. */
int filesStep(struct files *files);

#endif
