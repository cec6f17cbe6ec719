/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
/* Ring and perf buffers: when they are looked at, and how what stands in them goes to the host.
 *
 * Waking is what costs the traced program. While records keep coming, buffers are looked at by a timer alone
 * (0.1 to 20 ms, by how full they were and how fast they could fill), and the kernel is kept from waking the
 * stub: a ring's kernel side wakes only when the record just committed stands at the consumer's position, so
 * the stub publishes a position one record behind. Once a ring has stayed empty it publishes the true
 * position, looks once more and asks to be woken (once: EPOLLONESHOT). A perf buffer wakes at its watermark,
 * which is late enough never to be in the way. */
#ifndef STUB_STREAMS_H
#define STUB_STREAMS_H

#include "link.h"

#define STREAMS_DELAY_FIRST (500u * 1000) /* ns */

struct stream
{
    uint8_t kind;  /* WIRE_RING_ADD, WIRE_PERF_ADD; 0: free */
    uint8_t idle;  /* the kernel will wake us */
    uint8_t empty; /* looks in a row that found nothing */
    uint8_t flushing;
    uint16_t id;
    int32_t fd;
    uint32_t size;     /* of the data area, a power of two */
    uint32_t pending;  /* bytes that stood there when last looked at */
    uint8_t *control;  /* page that holds our position */
    uint8_t *producer; /* page that holds the kernel's */
    uint8_t *data;
    uint64_t position;   /* next byte to send; counts on in 64 bits whatever the kernel's word */
    uint64_t lastRecord; /* where the last record before `position` began */
    uint64_t recordEnd;  /* of a record being sent in fragments; else <= position */
    uint64_t bytes, lost;
    uint64_t due; /* monotonic ns by which what stands there is sent */
    uint64_t flushTo, flushSeq, flushBefore;
};

struct streams
{
    struct link *link;
    size_t pageSize;
    int epoll;
    int kernelIsWider; /* a 32-bit stub on a 64-bit kernel can't move a ring's position */
    uint32_t used;     /* slots of `stream` that were ever in use */
    uint32_t wakeups;
    int64_t credit;
    uint64_t delay; /* ns between looks while busy */
    uint64_t due;   /* monotonic ns of the next look; NEVER */
    struct stream stream[WIRE_MAX_STREAMS];
};

void streamsOpen(struct streams *streams, struct link *link, size_t pageSize, int kernelIsWider);

/* Each returns the answer's result. */
long streamsAdd(struct streams *streams, const struct wire_frame *head, const struct wire_stream_add *add);
long streamsDelete(struct streams *streams, uint16_t id);
/* 1: the answer follows when all is sent. */
long streamsFlush(struct streams *streams, uint16_t id, uint64_t seq);
int streamsHas(const struct streams *streams, uint16_t id);

void streamsCredit(struct streams *streams, uint64_t bytes);

/* Takes the wake-ups that the epoll fd reports. */
void streamsWoken(struct streams *streams);

/* Looks at the buffers when that is due and sends at most one span of each. */
void streamsDrain(struct streams *streams, uint64_t now);

/* Used by drain.c: changes what the epoll fd tells of a buffer, and answers a flush. */
long streamsWatch(const struct streams *streams, struct stream *stream, int operation, uint32_t events);
void streamsEndFlush(struct streams *streams, struct stream *stream, long result);

#endif
