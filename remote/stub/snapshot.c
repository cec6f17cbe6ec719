/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
/* One snapshot of a map, chunk by chunk: by batches, by index, or from key to key. */
#include "dumps.h"

#include "maps.h"

#define ENOTSUPP 524 /* kernel-internal, yet seen from bpf(2) */
#define RECOVERIES_LEAST 1000u
#define STEP_ENTRIES 1024u
#define PACKED_MOST (64u << 10) /* bytes that are packed: what comes out has room */

static uint32_t entrySize(const struct dump *dump)
{
    return dump->request.key_size + dump->request.value_size;
}

/* Where the n-th of the entries that are being read goes. */
static uint8_t *entryAt(const struct dumps *dumps, const struct dump *dump, uint32_t n)
{
    return dumps->chunk + (size_t)(dump->kept + n) * entrySize(dump);
}

static uint32_t pack(const uint8_t *bytes, uint32_t size, uint8_t *to)
{
    uint8_t *const begin = to, *mask = to;
    for (uint32_t i = 0; i < size; i++) {
        if (!(i & 7)) {
            mask = to++;
            *mask = 0;
        }
        if (bytes[i]) {
            *mask |= (uint8_t)(1 << (i & 7));
            *to++ = bytes[i];
        }
    }
    return (uint32_t)(to - begin);
}

/* Leaves of the entries that were read those to be sent. */
static void keepChanged(struct dumps *dumps, struct dump *dump, uint32_t entries)
{
    const uint8_t *entry = entryAt(dumps, dump, 0);
    const uint32_t size = entrySize(dump);
    for (; entries; entries--, entry += size) {
        uint64_t hash = WIRE_HASH_START + dump->stream, *known = dumps->known;
        for (uint32_t i = 0; i < size; i++) {
            if (i == dump->request.key_size)
                known += (hash >> 32) % DUMPS_KNOWN;
            hash = (hash ^ entry[i]) * 0x100000001b3ull;
        }
        dump->sum += hash;
        if (*known != hash) {
            *known = hash;
            memcpy(entryAt(dumps, dump, 0), entry, size);
            dump->kept++;
        }
    }
}

/* So many entries were read; sends them, or what has changed of them once there is enough. The snapshot ends
 * when `result` is -ENOENT (all was read) or an error. */
static void finishChunk(struct dumps *dumps, struct dump *dump, uint32_t entries, long result)
{
    const int changes = (dump->request.flags & WIRE_DUMP_CHANGES) != 0;
    if (changes) {
        keepChanged(dumps, dump, entries);
        /* Now and then also where little changes, for others to have their turn. */
        if (!result && dump->kept < dump->capacity && ++dump->quiet)
            return;
        entries = dump->kept;
        dump->kept = 0;
    }
    const long error = result == -ENOENT ? 0 : result;
    struct wire_snapshot head = {dump->time, dump->number, entries, (int32_t)error, dump->flags, dump->sum};
    struct iovec parts[2] = {{(void *)&head, sizeof head}, {dumps->chunk, (size_t)entries * entrySize(dump)}};
    if (changes && parts[1].iov_len <= PACKED_MOST) {
        head.flags |= WIRE_SNAPSHOT_PACKED;
        parts[1].iov_len = pack(dumps->chunk, (uint32_t)parts[1].iov_len, dumps->batch);
        parts[1].iov_base = dumps->batch;
    }
    dump->total += entries;
    if (entries || result)
        linkSend(dumps->link,
                 (struct wire_frame){0, WIRE_CHUNK, result ? WIRE_LAST : 0, dump->stream, dump->seq}, parts,
                 2);
    if (!result)
        return;
    dump->running = 0;
    dump->number++;
    if (dump->request.interval_ms)
        return;
    dump->active = 0;
    linkReply(dumps->link, dump->seq, error ? error : (long)dump->total);
}

/* What the kernel answers when it has no batches for a kind of map, or none at all. */
static int lacksBatch(long result)
{
    return result == -EINVAL || result == -ENOTSUPP || result == -EOPNOTSUPP;
}

/* Goes on, or starts again, without batches. */
static void leaveBatches(struct dump *dump)
{
    dump->noBatch = 1;
    dump->way = dump->request.flags & WIRE_DUMP_ARRAY ? DUMP_INDEX : DUMP_NEXT_KEY;
    dump->first = 1;
    dump->emitted = 0;
}

static void interleave(struct dumps *dumps, const struct dump *dump, uint32_t count, const uint8_t *values)
{
    const uint32_t keySize = dump->request.key_size, valueSize = dump->request.value_size;
    const uint8_t *key = dumps->batch;
    uint8_t *to = entryAt(dumps, dump, 0);
    for (; count; count--, key += keySize, values += valueSize) {
        memcpy(to, key, keySize);
        memcpy(to + keySize, values, valueSize);
        to += keySize + valueSize;
    }
}

APART static void batchStep(struct dumps *dumps, struct dump *dump)
{
    const struct wire_dump *request = &dump->request;
    const int clear = (request->flags & WIRE_DUMP_CLEAR) != 0;
    const uint32_t left = request->maximum - dump->emitted;
    uint32_t count = clear && left < dump->capacity ? left : dump->capacity;
    uint8_t *values = dumps->batch + (((size_t)dump->capacity * request->key_size + 7) & ~7ul);
    const long result = mapBatch(request->fd, clear, dump->first ? NULL : dump->cursor, dump->key,
                                 dumps->batch, values, &count);
    if (result == -ENOSPC && (uint64_t)dump->capacity * 4 * entrySize(dump) <= DUMPS_ROOM - 8) {
        dump->capacity *=
            2; /* a bucket of the hash table is longer than that; as many may be kept before it */
        return;
    }
    if ((dump->first && lacksBatch(result)) || result == -ENOSPC || result == -EINTR) {
        leaveBatches(dump);
        return;
    }
    if (result < 0 && result != -ENOENT) {
        finishChunk(dumps, dump, 0, result);
        return;
    }
    memcpy(dump->cursor, dump->key, WIRE_MAX_KEY);
    dump->first = 0;
    const int full = count > left || (clear && count == left && result != -ENOENT);
    if (full)
        dump->flags |= WIRE_SNAPSHOT_CUT;
    count = count < left ? count : left;
    interleave(dumps, dump, count, values);
    dump->emitted += count;
    finishChunk(dumps, dump, count, full ? -ENOENT : result);
}

/* Appends the entry of dump->key to the chunk as its n-th. */
static long readEntry(struct dumps *dumps, const struct dump *dump, uint32_t n)
{
    uint8_t *to = entryAt(dumps, dump, n);
    memcpy(to, dump->key, dump->request.key_size);
    return mapLookup(dump->request.fd, dump->key, to + dump->request.key_size);
}

/* Without batches each entry costs one or two calls: a step is kept below a millisecond. */
static uint32_t stepEntries(const struct dump *dump)
{
    return dump->capacity < STEP_ENTRIES ? dump->capacity : STEP_ENTRIES;
}

static void indexStep(struct dumps *dumps, struct dump *dump)
{
    uint32_t entries = 0;
    long result = 0;
    while (!result && entries < stepEntries(dump)) {
        if (dump->index == dump->request.maximum) {
            result = -ENOENT;
            break;
        }
        memcpy(dump->key, &dump->index, sizeof dump->index);
        dump->index++;
        result = readEntry(dumps, dump, entries);
        if (result == -ENOENT)
            result = 0; /* a hole, as arrays of maps have them */
        else if (!result)
            entries++;
    }
    finishChunk(dumps, dump, entries, result);
}

static long restart(struct dump *dump)
{
    dump->first = 1;
    dump->emitted = 0;
    return mapNextKey(dump->request.fd, NULL, dump->key);
}

/* dump->key has vanished; what follows it is unknown, since after such a key the kernel silently starts again
 * from the first. Goes on from the key before, if that one is still there once its successor was asked for,
 * else from the start. */
static long recover(struct dumps *dumps, struct dump *dump, uint32_t n)
{
    uint8_t *scratch = entryAt(dumps, dump, n);
    if (dump->recoveries++ > dump->request.maximum + RECOVERIES_LEAST)
        return -EAGAIN;
    if (!dump->first && !(dump->request.flags & WIRE_DUMP_CLEAR)) {
        const long result = mapNextKey(dump->request.fd, dump->cursor, dump->key);
        if (mapLookup(dump->request.fd, dump->cursor, scratch) == 0)
            return result;
    }
    return restart(dump);
}

APART static void nextKeyStep(struct dumps *dumps, struct dump *dump)
{
    const uint32_t keySize = dump->request.key_size;
    uint8_t next[WIRE_MAX_KEY];
    uint32_t entries = 0;
    long result = dump->first ? restart(dump) : 0;
    while (!result && entries < stepEntries(dump)) {
        if (dump->emitted == dump->request.maximum) {
            dump->flags |= WIRE_SNAPSHOT_CUT;
            result = -ENOENT;
            break;
        }
        const long after = mapNextKey(dump->request.fd, dump->key, next);
        result = readEntry(dumps, dump, entries);
        if (result == -ENOENT) {
            result = recover(dumps, dump, entries);
            continue;
        }
        if (result)
            break;
        if (dump->request.flags & WIRE_DUMP_CLEAR)
            mapDelete(dump->request.fd, dump->key); /* gone already is as good */
        entries++;
        dump->emitted++;
        dump->first = 0;
        memcpy(dump->cursor, dump->key, keySize);
        memcpy(dump->key, next, keySize);
        result = after;
    }
    finishChunk(dumps, dump, entries, result);
}

void snapshotStep(struct dumps *dumps, struct dump *dump)
{
    if (dump->way == DUMP_BATCH)
        batchStep(dumps, dump);
    else if (dump->way == DUMP_INDEX)
        indexStep(dumps, dump);
    else
        nextKeyStep(dumps, dump);
}

/* Snapshots that can't keep up are left out, not made up for. */
void snapshotBegin(struct dumps *dumps, struct dump *dump, uint64_t now)
{
    const uint32_t most = dumps->link->piece < DUMPS_CHUNK ? dumps->link->piece : DUMPS_CHUNK;
    const uint32_t flags = dump->request.flags;
    const uint64_t interval = (uint64_t)dump->request.interval_ms * NS_PER_MS;
    dump->due = dump->due + interval > now ? dump->due + interval : now + interval;
    dump->running = 1;
    dump->way = flags & WIRE_DUMP_BATCH && !dump->noBatch ? DUMP_BATCH
                : flags & WIRE_DUMP_ARRAY                 ? DUMP_INDEX
                                                          : DUMP_NEXT_KEY;
    dump->first = 1;
    dump->flags = dump->forget ? 0 : WIRE_SNAPSHOT_CHANGES;
    if (dump->forget) /* of all dumps: the others send a little more */
        dropPages(dumps->known, DUMPS_KNOWN * sizeof *dumps->known, dumps->pageSize);
    dump->forget = 0;
    if (dump->ending) {
        dump->request.interval_ms = 0;
        dump->seq = dump->ending;
        dump->flags |= WIRE_SNAPSHOT_FINAL;
    }
    dump->sum = 0;
    dump->index = dump->emitted = dump->total = dump->recoveries = 0;
    /* No division: 32-bit ARM has no instruction for it and no library here. */
    dump->capacity = 1;
    for (uint32_t size = entrySize(dump) * 2; size <= most; size += entrySize(dump))
        dump->capacity++;
    dump->time = now;
}
