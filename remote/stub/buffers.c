/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
#include "buffers.h"

#include <linux/bpf.h>
#include <linux/mman.h>
#include <linux/perf_event.h>

#define RING_HEADER 8u

/* The kernel's counters are unsigned longs of its own width; the difference to ours extends them to 64 bits.
 */
static uint64_t extend(uint64_t ours, unsigned long theirs)
{
    return ours + (unsigned long)(theirs - (unsigned long)ours);
}

static struct perf_event_mmap_page *perfPage(const struct stream *stream)
{
    return (void *)stream->control;
}

static unsigned long *positionOf(const struct stream *stream)
{
    return stream->kind == WIRE_RING_ADD ? (unsigned long *)stream->control
                                         : (unsigned long *)&perfPage(stream)->data_tail;
}

uint64_t bufferProduced(const struct stream *stream)
{
    const unsigned long *counter = stream->kind == WIRE_RING_ADD
                                       ? (const unsigned long *)stream->producer
                                       : (const unsigned long *)&perfPage(stream)->data_head;
    return extend(stream->position, __atomic_load_n(counter, __ATOMIC_ACQUIRE));
}

void bufferPublish(struct stream *stream, uint64_t position)
{
    __atomic_store_n(positionOf(stream), (unsigned long)position, __ATOMIC_SEQ_CST);
}

long ringMap(struct stream *stream, size_t pageSize)
{
    const long control = mapPages(pageSize, PROT_READ | PROT_WRITE, MAP_SHARED, stream->fd, 0, pageSize);
    if (isError(control))
        return control;
    /* Once, not twice as is usual: what wraps goes out as two pieces, and half the pages are resident. */
    const long producer = mapPages(pageSize + stream->size, PROT_READ, MAP_SHARED, stream->fd, 1, pageSize);
    if (isError(producer)) {
        unmapPages((void *)control, pageSize);
        return producer;
    }
    stream->control = (uint8_t *)control;
    stream->producer = (uint8_t *)producer;
    stream->data = stream->producer + pageSize;
    stream->position = *positionOf(stream);
    return 0;
}

long perfMap(struct stream *stream, size_t pageSize)
{
    const long control =
        mapPages(pageSize + stream->size, PROT_READ | PROT_WRITE, MAP_SHARED, stream->fd, 0, pageSize);
    if (isError(control))
        return control;
    stream->control = (uint8_t *)control;
    stream->data = stream->control + pageSize;
    stream->position = *positionOf(stream);
    return 0;
}

void bufferUnmap(struct stream *stream, size_t pageSize)
{
    if (stream->kind == WIRE_PERF_ADD) {
        unmapPages(stream->control, pageSize + stream->size);
    } else {
        unmapPages(stream->control, pageSize);
        unmapPages(stream->producer, pageSize + stream->size);
    }
}

static void *at(const struct stream *stream, uint64_t position)
{
    return stream->data + ((uint32_t)position & (stream->size - 1));
}

/* Steps over one record of `length` bytes. False when it doesn't fit into the span any more. */
static int take(struct stream *stream, uint64_t *end, uint64_t produced, uint32_t length, uint32_t limit)
{
    if (length > produced - *end)
        return 0; /* the kernel never does that */
    if (*end != stream->position && *end + length - stream->position > limit)
        return 0;
    stream->lastRecord = *end;
    *end += length;
    return 1;
}

uint64_t ringSpan(struct stream *stream, uint64_t produced, uint32_t limit)
{
    uint64_t end = stream->position;
    while (end < produced) {
        const uint32_t header = __atomic_load_n((uint32_t *)at(stream, end), __ATOMIC_ACQUIRE);
        const uint32_t length = (header & ~BPF_RINGBUF_DISCARD_BIT) + RING_HEADER;
        if (header & BPF_RINGBUF_BUSY_BIT || !take(stream, &end, produced, (length + 7) & ~7u, limit))
            break;
    }
    return end;
}

static uint64_t lostIn(const struct stream *stream, uint64_t record, const struct perf_event_header *header)
{
    if (header->type == PERF_RECORD_LOST) /* header, id, lost */
        return *(uint64_t *)at(stream, record + 16);
    if (header->type == PERF_RECORD_LOST_SAMPLES) /* header, lost */
        return *(uint64_t *)at(stream, record + 8);
    return 0;
}

uint64_t perfSpan(struct stream *stream, uint64_t produced, uint32_t limit)
{
    uint64_t end = stream->position;
    while (end < produced) {
        const struct perf_event_header *header = at(stream, end);
        const uint64_t record = end;
        if (header->size < sizeof *header || header->size % 8 ||
            !take(stream, &end, produced, header->size, limit))
            break;
        stream->lost += lostIn(stream, record, header);
    }
    return end;
}
