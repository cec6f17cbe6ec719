/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
/* Snapshots of maps, once or at an interval, one chunk of each in turn. */
#ifndef STUB_DUMPS_H
#define STUB_DUMPS_H

#include "link.h"

#define DUMPS_MAX 64
#define DUMPS_CHUNK (16u << 10) /* of entries, unless one alone is longer */
#define DUMPS_KNOWN 8192u       /* a power of two; whole pages of any size */

#define DUMPS_ROOM (WIRE_MAX_PAYLOAD - (uint32_t)sizeof(struct wire_snapshot)) /* for entries in a frame */

/* How the entries of the running snapshot are found. */
enum dump_way { DUMP_BATCH, DUMP_INDEX, DUMP_NEXT_KEY };

struct dump
{
    uint8_t active;
    uint8_t running; /* a snapshot is under way */
    uint8_t way;     /* enum dump_way */
    uint8_t first;   /* of this pass nothing was read yet: no cursor */
    uint8_t noBatch; /* the kernel has none for this kind of map */
    uint8_t flags;   /* WIRE_SNAPSHOT_* */
    uint16_t stream;
    uint32_t number;
    uint32_t index;      /* next, of an array */
    uint32_t kept;       /* entries at the front of the chunk that were not sent yet */
    uint8_t forget;      /* the next snapshot leaves nothing out */
    uint8_t quiet;       /* steps since something was sent */
    uint32_t emitted;    /* entries of this pass over the map */
    uint32_t total;      /* entries of the snapshot, repeated ones included */
    uint32_t capacity;   /* entries of a step */
    uint32_t recoveries; /* entries that vanished while they were read */
    uint64_t seq, time;
    uint64_t due;    /* monotonic ns of the next snapshot */
    uint64_t ending; /* the next one is the last, and answers this request; 0: it is not */
    uint64_t sum;
    struct wire_dump request;
    uint8_t cursor[WIRE_MAX_KEY]; /* of a batch; else the last key that was read */
    uint8_t key[WIRE_MAX_KEY];    /* the next to read */
};

struct dumps
{
    struct link *link;
    size_t pageSize;
    uint32_t cpus; /* possible ones */
    int dirty;     /* the two buffers below hold pages */
    uint32_t used; /* slots of `dump` that were ever in use */
    /* Batches give keys and values apart; chunks hold them together. Only pages in use are resident, and only
     * while a snapshot runs. */
    uint8_t *batch, *chunk; /* WIRE_MAX_PAYLOAD bytes each */
    /* DUMPS_KNOWN hashes of entries as the host has them, of all dumps that tell changes; each at the place
     * that its key's hash gives. Where two keys share one, both are sent each time. */
    uint64_t *known;
    struct dump dump[DUMPS_MAX];
};

/* Answers the request itself. For a stream that is being repeated, a request for one snapshot ends it with
 * that one, and another one has the next snapshot leave nothing out. */
void dumpsAdd(struct dumps *dumps, const struct wire_frame *head, const struct wire_dump *request);
long dumpsDelete(struct dumps *dumps, uint16_t stream);
int dumpsHas(const struct dumps *dumps, uint16_t stream);

/* Begins the snapshots that are due and sends a chunk of each that runs. Returns the monotonic ns of the next
 * thing to do: 0 at once, or NEVER. */
uint64_t dumpsStep(struct dumps *dumps, uint64_t now);

/* In snapshot.c: starts a snapshot, and reads and sends its next chunk; the last one clears dump->running. */
void snapshotBegin(struct dumps *dumps, struct dump *dump, uint64_t now);
void snapshotStep(struct dumps *dumps, struct dump *dump);

#endif
