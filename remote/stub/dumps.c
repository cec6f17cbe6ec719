/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
#include "dumps.h"

#include "maps.h"

static int isSound(const struct wire_dump *request)
{
    const int arrayKey = !(request->flags & WIRE_DUMP_ARRAY) || request->key_size == sizeof(uint32_t);
    return request->fd >= WIRE_FD_BASE && request->fd < WIRE_FD_LIMIT && request->key_size &&
           request->key_size <= WIRE_MAX_KEY && request->value_size &&
           request->value_size <= DUMPS_ROOM - WIRE_MAX_KEY && arrayKey;
}

static struct dump *freeSlot(struct dumps *dumps)
{
    for (uint32_t i = 0; i < DUMPS_MAX; i++) {
        if (dumps->dump[i].active)
            continue;
        if (i >= dumps->used)
            dumps->used = i + 1;
        return &dumps->dump[i];
    }
    return NULL;
}

static struct dump *find(const struct dumps *dumps, uint16_t stream)
{
    for (uint32_t i = 0; i < dumps->used; i++) {
        const struct dump *dump = &dumps->dump[i];
        if (dump->active && dump->request.interval_ms && dump->stream == stream)
            return (struct dump *)dump;
    }
    return NULL;
}

int dumpsHas(const struct dumps *dumps, uint16_t stream)
{
    return find(dumps, stream) != NULL;
}

void dumpsAdd(struct dumps *dumps, const struct wire_frame *head, const struct wire_dump *request)
{
    struct dump *dump = find(dumps, head->stream);
    if (dump) {
        if (request->interval_ms) {
            dump->forget = 1;
            linkReply(dumps->link, head->seq, 0);
        } else {
            dump->ending = head->seq;
            dump->due = 0; /* after one that is being read */
        }
        return;
    }
    dump = freeSlot(dumps);
    long result = isSound(request) ? 0 : -EINVAL;
    if (!result)
        result = mapCheck(request->fd, request->key_size, request->value_size, dumps->cpus);
    if (!result && !dump)
        result = -ENOSPC;
    const uint64_t stream = head->stream;
    auditLine(&dumps->link->audit, "dump", &stream, 1, request, sizeof *request, result);
    if (result < 0) {
        linkReply(dumps->link, head->seq, result);
        return;
    }
    memset(dump, 0, sizeof *dump);
    dump->active = 1;
    dump->stream = head->stream;
    dump->seq = head->seq;
    dump->request = *request;
    if (!request->interval_ms)
        return;
    dump->due = monotonicNs() + (uint64_t)request->first_ms * NS_PER_MS;
    dump->forget = 1;
    linkReply(dumps->link, head->seq, 0);
}

long dumpsDelete(struct dumps *dumps, uint16_t stream)
{
    struct dump *dump = find(dumps, stream);
    if (!dump)
        return -ENOENT;
    dump->active = 0;
    return 0;
}

uint64_t dumpsStep(struct dumps *dumps, uint64_t now)
{
    uint64_t due = NEVER;
    int running = 0;
    for (uint32_t i = 0; i < dumps->used; i++) {
        struct dump *dump = &dumps->dump[i];
        if (!dump->active)
            continue;
        if (!dump->running && dump->due <= now)
            snapshotBegin(dumps, dump, now);
        if (dump->running) {
            dumps->dirty = 1;
            do
                snapshotStep(dumps, dump);
            while (dump->kept); /* the buffer is the next dump's as well */
        }
        running |= dump->running;
        if (dump->active && dump->due < due)
            due = dump->due;
    }
    if (dumps->dirty && !running) {
        dropPages(dumps->batch, WIRE_MAX_PAYLOAD, dumps->pageSize);
        dropPages(dumps->chunk, WIRE_MAX_PAYLOAD, dumps->pageSize);
        dumps->dirty = 0;
    }
    return running ? 0 : due;
}
