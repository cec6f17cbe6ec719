/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
#include "buffers.h"

#include <linux/eventpoll.h>

#define DELAY_LEAST (100u * 1000)
#define DELAY_MOST (20u * NS_PER_MS)
#define DELAY_FLUSH (1u * NS_PER_MS)
/* A perf buffer wakes us at its watermark alone: below it, somebody has to look. */
#define DELAY_PERF (40u * NS_PER_MS)
/* What stands in a buffer is sent once an eighth is full, or so long after the last sending. */
#define SEND_DELAY (20ull * NS_PER_MS)
#define EMPTY_LOOKS 2
#define NS_PER_BYTE 16u

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
    stream->idle = stream->kind == WIRE_PERF_ADD ||
                   streamsWatch(streams, stream, EPOLL_CTL_MOD, EPOLLIN | EPOLLONESHOT) == 0;
}

/* Where the next span ends; equals the position when there is none. */
static uint64_t nextSpan(struct streams *streams, struct stream *stream, uint64_t produced)
{
    const uint32_t most = streams->link->piece < WIRE_DATA_MAX ? streams->link->piece : WIRE_DATA_MAX;
    if (stream->recordEnd <= stream->position) {
        const uint32_t room = streams->credit < most ? (uint32_t)streams->credit : most;
        stream->recordEnd = stream->kind == WIRE_RING_ADD ? ringSpan(stream, produced, room)
                                                          : perfSpan(stream, produced, room);
    }
    const uint64_t left = stream->recordEnd - stream->position;
    return stream->position + (left < most ? left : most);
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
    stream->due = now + SEND_DELAY;
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
    uint32_t delayMost; /* ns that the timer may grow to */
    uint64_t due;       /* when something that stands there has to be sent */
};

static void checkFlush(struct streams *streams, struct stream *stream, int stuck, uint64_t now)
{
    if (!stream->flushing)
        return;
    if (stream->position >= stream->flushTo)
        streamsEndFlush(streams, stream, 0);
    else if (stuck && now > stream->flushBefore)
        streamsEndFlush(streams, stream, -EBUSY);
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

/* How long a ring may go without a look while busy: as long as 64 MB/s take to fill it, so that a burst that
 * begins in between finds room. 16 ns a byte are that rate. A perf buffer calls for help by itself. */
static uint32_t longestDelay(const struct stream *stream)
{
    const uint32_t least = 1u * NS_PER_MS;
    if (stream->kind == WIRE_PERF_ADD || stream->size > DELAY_MOST / NS_PER_BYTE)
        return DELAY_MOST;
    return stream->size * NS_PER_BYTE > least ? stream->size * NS_PER_BYTE : least;
}

static void weigh(const struct stream *stream, struct pass *pass)
{
    const uint32_t most = longestDelay(stream);
    pass->full |= stream->pending > stream->size / 4;
    pass->sparse &= stream->pending < stream->size / 16;
    pass->perf |= stream->kind == WIRE_PERF_ADD;
    if (!stream->idle && most < pass->delayMost)
        pass->delayMost = most;
}

/* Has it to be sent now? Many small frames would cost both ends more than they tell. */
static int isDue(const struct stream *stream, uint64_t now)
{
    return stream->flushing || stream->pending >= stream->size / 8 || now >= stream->due;
}

static void lookAt(struct streams *streams, struct stream *stream, uint64_t now, struct pass *pass)
{
    const uint64_t produced = bufferProduced(stream);
    stream->pending = (uint32_t)(produced - stream->position);
    const int starved = stream->pending && streams->credit <= 0; /* CREDIT brings us back */
    const int early = stream->pending && !starved && !isDue(stream, now);
    uint64_t end = stream->position;
    if (stream->pending && !starved && !early)
        end = nextSpan(streams, stream, produced);
    const int stuck = end == stream->position && !starved && !early;
    if (early) {
        stream->idle = stream->empty = 0;
        pass->due = stream->due < pass->due ? stream->due : pass->due;
    } else if (end != stream->position) {
        stream->idle = stream->empty = 0;
        sendSpan(streams, stream, end, now);
        pass->more |= stream->position != produced;
    } else if (stuck) {
        noteEmpty(streams, stream);
    }
    checkFlush(streams, stream, stuck, now);
    weigh(stream, pass);
    pass->flushing |= stream->flushing && !starved;
    pass->busy |= !stream->idle && !starved;
}

static void schedule(struct streams *streams, uint64_t now, const struct pass *pass)
{
    if (pass->more) {
        streams->due = 0;
        return;
    }
    if (pass->full)
        streams->delay /= 2;
    else if (pass->sparse)
        streams->delay *= 2;
    const uint32_t most = pass->flushing ? DELAY_FLUSH : pass->delayMost;
    if (streams->delay < DELAY_LEAST)
        streams->delay = DELAY_LEAST;
    if (streams->delay > most)
        streams->delay = most;
    if (pass->busy) {
        const uint64_t next = now + streams->delay;
        streams->due = next < pass->due ? next : pass->due;
    } else {
        streams->due = pass->perf ? now + DELAY_PERF : NEVER;
        streams->delay = STREAMS_DELAY_FIRST;
    }
}

void streamsDrain(struct streams *streams, uint64_t now)
{
    if (now < streams->due)
        return;
    struct pass pass = {.sparse = 1, .delayMost = DELAY_MOST, .due = NEVER};
    for (uint32_t i = 0; i < streams->used; i++) {
        struct stream *stream = &streams->stream[i];
        /* An idle ring wakes us; an idle perf buffer below its watermark does not. */
        if (stream->kind && !(stream->idle && stream->kind == WIRE_RING_ADD))
            lookAt(streams, stream, now, &pass);
    }
    schedule(streams, now, &pass);
}
