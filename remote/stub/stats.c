/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
#include "stats.h"

#include <linux/time.h>

/* "size resident ...", in pages. */
static uint64_t residentBytes(size_t pageSize)
{
    char text[128];
    const long length = readFile("/proc/self/statm", text, sizeof text - 1);
    if (length <= 0)
        return 0;
    text[length] = 0;
    const char *at = text;
    parseNumber(&at);
    at += *at == ' ';
    return (uint64_t)parseNumber(&at) * pageSize;
}

static uint32_t describe(const struct streams *streams, struct wire_stream_stats *all)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < streams->used; i++) {
        const struct stream *stream = &streams->stream[i];
        if (stream->kind)
            all[count++] = (struct wire_stream_stats){stream->id, stream->kind, stream->pending,
                                                      stream->bytes, stream->lost};
    }
    return count;
}

void statsSend(struct link *link, const struct streams *streams, uint64_t now)
{
    struct wire_stream_stats each[WIRE_MAX_STREAMS];
    const struct wire_stats stats = {
        .time = now,
        .cpu = clockNs(CLOCK_PROCESS_CPUTIME_ID),
        .rss = residentBytes(streams->pageSize),
        .frames = link->frames,
        .bytes = link->bytes,
        .wakeups = streams->wakeups,
        .streams = describe(streams, each),
    };
    const struct iovec parts[2] = {{(void *)&stats, sizeof stats}, {each, stats.streams * sizeof each[0]}};
    linkSend(link, (struct wire_frame){0, WIRE_STATS, 0, 0, 0}, parts, 2);
}
