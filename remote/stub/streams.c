/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
#include "streams.h"

#include "buffers.h"

#include <linux/eventpoll.h>

#define DELAY_LEAST (100u * 1000)
#define DELAY_FIRST (500u * 1000)
#define DELAY_MOST (20u * NS_PER_MS)
#define DELAY_FLUSH (1u * NS_PER_MS)
/* A perf buffer wakes us at its watermark alone: below it, somebody has to look. */
#define DELAY_PERF (40u * NS_PER_MS)
#define FLUSH_PATIENCE (200ull * NS_PER_MS) /* with a record that its program does not finish */
#define EMPTY_LOOKS 2
#define CREDIT_MOST (1ll << 40)

void streamsOpen(struct streams *streams, struct link *link, size_t pageSize, int kernelIsWider)
{
    streams->link = link;
    streams->pageSize = pageSize;
    streams->kernelIsWider = kernelIsWider;
    streams->epoll = (int)CALL1(__NR_epoll_create1, 0);
    streams->delay = DELAY_FIRST;
    streams->due = NEVER;
}

static struct stream *find(const struct streams *streams, uint16_t id)
{
    for (uint32_t i = 0; i < streams->used; i++) {
        if (streams->stream[i].kind && streams->stream[i].id == id)
            return (struct stream *)&streams->stream[i];
    }
    return NULL;
}

int streamsHas(const struct streams *streams, uint16_t id)
{
    return find(streams, id) != NULL;
}

static struct stream *freeSlot(struct streams *streams)
{
    for (uint32_t i = 0; i < WIRE_MAX_STREAMS; i++) {
        if (streams->stream[i].kind)
            continue;
        if (i >= streams->used)
            streams->used = i + 1;
        return &streams->stream[i];
    }
    return NULL;
}

static long control(const struct streams *streams, struct stream *stream, int operation, uint32_t events)
{
    struct epoll_event event = {events, (uintptr_t)stream};
    return CALL4(__NR_epoll_ctl, streams->epoll, operation, stream->fd, &event);
}

static int isSound(const struct streams *streams, const struct wire_stream_add *add)
{
    return add->fd >= WIRE_FD_BASE && add->fd < WIRE_FD_LIMIT && add->size >= streams->pageSize &&
           !(add->size & (add->size - 1)) && add->size <= 1u << 30;
}

long streamsAdd(struct streams *streams, const struct wire_frame *head, const struct wire_stream_add *add)
{
    if (!isSound(streams, add))
        return -EINVAL;
    if (head->type == WIRE_RING_ADD && streams->kernelIsWider)
        return -EOPNOTSUPP;
    struct stream *stream = freeSlot(streams);
    if (!stream)
        return -ENOSPC;
    memset(stream, 0, sizeof *stream);
    struct stream fresh = {.kind = head->type, .id = head->stream, .fd = add->fd, .size = add->size};
    long result =
        head->type == WIRE_RING_ADD ? ringMap(&fresh, streams->pageSize) : perfMap(&fresh, streams->pageSize);
    if (result < 0)
        return result;
    fresh.lastRecord = fresh.position;
    *stream = fresh;
    result = control(streams, stream, EPOLL_CTL_ADD, EPOLLONESHOT);
    if (result < 0) {
        bufferUnmap(stream, streams->pageSize);
        stream->kind = 0;
        return result;
    }
    streams->due = 0; /* it may hold something already */
    return 0;
}

static void endFlush(struct streams *streams, struct stream *stream, long result)
{
    stream->flushing = 0;
    linkReply(streams->link, stream->flushSeq, result);
}

long streamsDelete(struct streams *streams, uint16_t id)
{
    struct stream *stream = find(streams, id);
    if (!stream)
        return -ENOENT;
    if (stream->flushing)
        endFlush(streams, stream, -ECANCELED);
    bufferPublish(stream, stream->position);
    control(streams, stream, EPOLL_CTL_DEL,
            0); /* the host may have closed the fd: then there is nothing to undo */
    bufferUnmap(stream, streams->pageSize);
    stream->kind = 0;
    return 0;
}

long streamsFlush(struct streams *streams, uint16_t id, uint64_t seq)
{
    struct stream *stream = find(streams, id);
    if (!stream)
        return -ENOENT;
    if (stream->flushing)
        return -EALREADY;
    stream->flushing = 1;
    stream->idle = 0;
    stream->empty = 0;
    stream->flushSeq = seq;
    stream->flushTo = bufferProduced(stream);
    stream->flushBefore = monotonicNs() + FLUSH_PATIENCE;
    streams->due = 0;
    return 1;
}

void streamsCredit(struct streams *streams, uint64_t bytes)
{
    if (streams->credit <= 0)
        streams->due = 0;
    streams->credit += (int64_t)(bytes < CREDIT_MOST ? bytes : CREDIT_MOST);
    if (streams->credit > CREDIT_MOST)
        streams->credit = CREDIT_MOST;
}

void streamsWoken(struct streams *streams)
{
    struct epoll_event events[16];
    const long count = CALL6(__NR_epoll_pwait, streams->epoll, events, 16, 0, 0, 8);
    for (long i = 0; i < count; i++) {
        struct stream *stream = (struct stream *)(uintptr_t)events[i].data;
        stream->idle = 0;
        stream->empty = 0;
        streams->wakeups++;
        streams->due = 0;
    }
}

/* One behind while busy, so that no commit wakes us, unless that would hold back a notable part of the ring.
 */
static void publishBusy(struct stream *stream)
{
    const int far = stream->position - stream->lastRecord > stream->size / 8;
    bufferPublish(stream, stream->kind == WIRE_PERF_ADD || far ? stream->position : stream->lastRecord);
}

static void goIdle(struct streams *streams, struct stream *stream)
{
    if (stream->flushing)
        return;
    bufferPublish(stream, stream->position);
    /* Arming looks at the buffer again, behind a full barrier: what was committed before it wakes us at once.
     * A closed fd can't be armed; that buffer stays on the timer. */
    stream->idle = control(streams, stream, EPOLL_CTL_MOD, EPOLLIN | EPOLLONESHOT) == 0;
}

/* Where the next span ends; equals the position when there is none. */
static uint64_t nextSpan(struct streams *streams, struct stream *stream, uint64_t produced)
{
    if (stream->recordEnd <= stream->position) {
        const uint32_t room = streams->credit < WIRE_DATA_MAX ? (uint32_t)streams->credit : WIRE_DATA_MAX;
        stream->recordEnd = stream->kind == WIRE_RING_ADD ? ringSpan(stream, produced, room)
                                                          : perfSpan(stream, produced, room);
    }
    const uint64_t left = stream->recordEnd - stream->position;
    return stream->position + (left < WIRE_DATA_MAX ? left : WIRE_DATA_MAX);
}

static void sendSpan(struct streams *streams, struct stream *stream, uint64_t end, uint64_t now)
{
    const uint32_t length = (uint32_t)(end - stream->position);
    const uint32_t start = (uint32_t)stream->position & (stream->size - 1);
    const uint32_t untilWrap = stream->size - start;
    const uint32_t first = length < untilWrap ? length : untilWrap;
    const struct iovec parts[3] = {
        {&now, sizeof now}, {stream->data + start, first}, {stream->data, length - first}};
    const uint8_t flags = end == stream->recordEnd ? WIRE_LAST : 0;
    linkSend(streams->link, (struct wire_frame){0, WIRE_DATA, flags, stream->id, stream->position}, parts, 3);
    streams->credit -= (int64_t)(length + sizeof now);
    stream->position = end;
    stream->bytes += length;
    if (end == stream->recordEnd)
        publishBusy(stream);
}

/* What one pass over all buffers has found. */
struct pass
{
    int more;         /* a buffer holds more that may be sent */
    int busy;         /* the timer has to run */
    int full, sparse; /* some buffer was over a quarter full; none was over a sixteenth */
    int flushing, perf;
};

static void checkFlush(struct streams *streams, struct stream *stream, int stuck, uint64_t now)
{
    if (!stream->flushing)
        return;
    if (stream->position >= stream->flushTo)
        endFlush(streams, stream, 0);
    else if (stuck && now > stream->flushBefore)
        endFlush(streams, stream, -EBUSY);
}

static void noteEmpty(struct streams *streams, struct stream *stream)
{
    if (stream->idle)
        return;
    if (stream->empty < EMPTY_LOOKS)
        stream->empty++;
    else
        goIdle(streams, stream);
}

static void lookAt(struct streams *streams, struct stream *stream, uint64_t now, struct pass *pass)
{
    const uint64_t produced = bufferProduced(stream);
    stream->pending = (uint32_t)(produced - stream->position);
    pass->full |= stream->pending > stream->size / 4;
    pass->sparse &= stream->pending < stream->size / 16;
    pass->perf |= stream->kind == WIRE_PERF_ADD;
    const int starved = stream->pending && streams->credit <= 0; /* CREDIT brings us back */
    const uint64_t end = stream->pending && !starved ? nextSpan(streams, stream, produced) : stream->position;
    const int stuck = end == stream->position && !starved;
    if (end != stream->position) {
        stream->empty = 0;
        stream->idle = 0;
        sendSpan(streams, stream, end, now);
        pass->more |= stream->position != produced;
    } else if (stuck) {
        noteEmpty(streams, stream);
    }
    checkFlush(streams, stream, stuck, now);
    pass->flushing |= stream->flushing && !starved;
    pass->busy |= !stream->idle && !starved;
}

static void schedule(struct streams *streams, uint64_t now, const struct pass *pass)
{
    if (pass->more) {
        streams->due = 0;
        return;
    }
    if (pass->full && streams->delay > DELAY_LEAST)
        streams->delay /= 2;
    else if (pass->sparse && streams->delay < DELAY_MOST)
        streams->delay *= 2;
    if (pass->flushing && streams->delay > DELAY_FLUSH)
        streams->delay = DELAY_FLUSH;
    if (pass->busy) {
        streams->due = now + streams->delay;
    } else {
        streams->due = pass->perf ? now + DELAY_PERF : NEVER;
        streams->delay = DELAY_FIRST;
    }
}

void streamsDrain(struct streams *streams, uint64_t now)
{
    if (now < streams->due)
        return;
    struct pass pass = {.sparse = 1};
    for (uint32_t i = 0; i < streams->used; i++) {
        struct stream *stream = &streams->stream[i];
        /* An idle ring wakes us; an idle perf buffer below its watermark does not. */
        if (stream->kind && !(stream->idle && stream->kind == WIRE_RING_ADD))
            lookAt(streams, stream, now, &pass);
    }
    schedule(streams, now, &pass);
}
