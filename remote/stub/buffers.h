/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
/* The two kinds of buffers, as the kernel lays them out. */
#ifndef STUB_BUFFERS_H
#define STUB_BUFFERS_H

#include "streams.h"

/* Maps the buffer of stream->fd and finds its position. Negative errno. */
long ringMap(struct stream *stream, size_t pageSize);
long perfMap(struct stream *stream, size_t pageSize);
void bufferUnmap(struct stream *stream, size_t pageSize);

/* How far the kernel has got. */
uint64_t bufferProduced(const struct stream *stream);

/* Where the span ends that starts at stream->position and may be sent: whole records, at most `limit` bytes
 * of them unless the first alone is longer. Equals the position when nothing is there, or the next record is
 * still being written. Sets lastRecord, and adds to lost what the kernel says it dropped. */
uint64_t ringSpan(struct stream *stream, uint64_t produced, uint32_t limit);
uint64_t perfSpan(struct stream *stream, uint64_t produced, uint32_t limit);

/* Gives the space before `position` back to the kernel. */
void bufferPublish(struct stream *stream, uint64_t position);

#endif
