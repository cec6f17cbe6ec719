/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
#include "streams.h"

#include "buffers.h"

#include <linux/eventpoll.h>

#define FLUSH_PATIENCE (200ull * NS_PER_MS) /* with a record that its program does not finish */
#define CREDIT_MOST (1ll << 40)

void streamsOpen(struct streams *streams, struct link *link, size_t pageSize, int kernelIsWider)
{
    streams->link = link;
    streams->pageSize = pageSize;
    streams->kernelIsWider = kernelIsWider;
    streams->epoll = (int)CALL1(__NR_epoll_create1, 0);
    streams->delay = STREAMS_DELAY_FIRST;
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

long streamsWatch(const struct streams *streams, struct stream *stream, int operation, uint32_t events)
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
    stream->kind = head->type;
    stream->id = head->stream;
    stream->fd = add->fd;
    stream->size = add->size;
    long result =
        head->type == WIRE_RING_ADD ? ringMap(stream, streams->pageSize) : perfMap(stream, streams->pageSize);
    if (result < 0) {
        stream->kind = 0;
        return result;
    }
    stream->lastRecord = stream->position;
    /* A perf buffer's watermark wakes us whether we are idle or not: it comes late enough. */
    const uint32_t kindEvents = head->type == WIRE_PERF_ADD ? EPOLLIN | EPOLLET : EPOLLONESHOT;
    result = streamsWatch(streams, stream, EPOLL_CTL_ADD, kindEvents);
    if (result < 0) {
        bufferUnmap(stream, streams->pageSize);
        stream->kind = 0;
        return result;
    }
    streams->due = 0; /* it may hold something already */
    return 0;
}

void streamsEndFlush(struct streams *streams, struct stream *stream, long result)
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
        streamsEndFlush(streams, stream, -ECANCELED);
    bufferPublish(stream, stream->position);
    streamsWatch(streams, stream, EPOLL_CTL_DEL,
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
