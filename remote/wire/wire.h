/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
/*
 * The frames between the host and the stub: one C11 header for both ends. docs/protocol.md draws each of them
 * byte by byte. All integers are little endian and naturally aligned; every structure is a multiple of 8
 * bytes and has no padding of the compiler's. Both ends ship together: the versions must be equal.
 */
#ifndef RADIOSONDE_WIRE_H
#define RADIOSONDE_WIRE_H

#include <stdint.h>

#define WIRE_MAGIC 0x444e5352u /* "RSND" as bytes; the host skips banner noise up to a whole HELLO frame */
#define WIRE_VERSION 5u
#define WIRE_MAX_PAYLOAD (1u << 20) /* of any frame, either way */
#define WIRE_MAX_IMAGE (32u << 20)  /* memory image of one call, sent in parts when longer than a frame */
#define WIRE_FD_BASE 64             /* calls may touch fds from here on; the stub's own are all below */
#define WIRE_FD_LIMIT 4096          /* and below this */
#define WIRE_MAX_STREAMS 256        /* streams open at a time */
#define WIRE_MAX_KEY 512            /* bytes of a dumped map's key */
#define WIRE_DATA_MAX (64u << 10)   /* bytes of a buffer in one DATA frame; longer records go in fragments */
#define WIRE_PIECE_LEAST 256u       /* of wire_hello_ack.piece */
#define WIRE_MAX_LOG_PATH 200       /* bytes of the path behind HELLO_ACK */

struct wire_frame
{
    uint32_t length; /* of the payload that follows */
    uint8_t type;    /* enum wire_type */
    uint8_t flags;   /* WIRE_LAST, WIRE_QUIET */
    uint16_t stream; /* of DATA, STREAM_*, DUMP and its CHUNKs; else 0 */
    uint64_t seq; /* chosen by the host for a request, echoed by its answers; the ring's position in DATA */
};

enum wire_type {
    /* host -> stub */
    WIRE_HELLO_ACK = 1, /* struct wire_hello_ack, then the log's path without a NUL */
    WIRE_CALL = 2,      /* struct wire_call, relocations, out ranges, image */
    WIRE_CALL_PART = 3, /* more bytes of the next CALL's image; a CALL follows that ends it */
    WIRE_READFILE =
        4, /* struct wire_readfile, then the path without a NUL; REPLY after the CHUNKs: bytes sent */
    WIRE_DUMP =
        5, /* struct wire_dump; REPLY: once-only after the CHUNKs the entries sent, repeated at once 0 */
    WIRE_RING_ADD = 6,     /* struct wire_stream_add */
    WIRE_PERF_ADD = 7,     /* struct wire_stream_add */
    WIRE_STREAM_DEL = 8,   /* no payload; ends a ring, a perf buffer or a repeated dump */
    WIRE_STREAM_FLUSH = 9, /* no payload; answered once all that stood in the buffer has been sent */
    WIRE_CREDIT = 10,      /* uint64_t: so many more bytes of payload may be sent, of enum wire_credit */
    WIRE_PING = 11,        /* uint64_t: the host's monotonic nanoseconds */
    WIRE_QUIT = 12,        /* no payload; answered by END, then the stub exits */
    /* stub -> host */
    WIRE_HELLO = 64, /* struct wire_hello; first frame of all */
    WIRE_REPLY =
        65, /* int64_t result (negative: errno), then the out ranges; in fragments, each with the result, the
               last with WIRE_LAST. Every request with a seq gets one, but quiet CALLs that succeed */
    WIRE_CHUNK = 66, /* READFILE: bytes; DUMP: struct wire_snapshot and entries */
    WIRE_DATA = 67,  /* uint64_t target monotonic ns at the drain, then the span of the buffer; WIRE_LAST: the
                        span ends  with a whole record, else the stream's next DATA goes on within it */
    WIRE_STATS = 68, /* struct wire_stats, then its streams */
    WIRE_PONG = 69,  /* struct wire_pong */
    WIRE_END = 70,   /* uint64_t reason: enum wire_end */
};

enum {
    WIRE_LAST = 1,  /* last fragment of an answer */
    WIRE_QUIET = 2, /* CALL: reply only if it fails (a posted call) */
};

/* what credit is for: the `stream` of CREDIT */
enum wire_credit {
    WIRE_CREDIT_DATA,
    WIRE_CREDIT_WINDOW,
};

enum wire_call_nr {
    WIRE_NR_BPF,
    WIRE_NR_PERF_EVENT_OPEN,
    WIRE_NR_IOCTL,
    WIRE_NR_CLOSE,
    WIRE_NR_DUP3,
    WIRE_NR_READ,
    WIRE_NR_SOCKET,
    WIRE_NR_SETSOCKOPT,
    WIRE_NR_COUNT,
};

/* capabilities that the stub can keep (wire_hello_ack.keep) and has (wire_hello.capabilities) */
enum {
    WIRE_CAP_BPF = 1 << 0,
    WIRE_CAP_PERFMON = 1 << 1,
    WIRE_CAP_SYSLOG = 1 << 2,
    WIRE_CAP_SYS_RESOURCE = 1 << 3,
    WIRE_CAP_SYS_PTRACE = 1 << 4,
    WIRE_CAP_DAC_READ_SEARCH = 1 << 5,
    WIRE_CAP_NET_ADMIN = 1 << 6,
    WIRE_CAP_SYS_ADMIN = 1 << 7,
    WIRE_CAP_NET_RAW = 1 << 8,
};

struct wire_hello
{
    uint32_t magic, version;
    uint32_t pointer_size, page_size;
    uint32_t capabilities;        /* WIRE_CAP_* that are effective */
    int32_t pid;                  /* the stub's own, in its pid namespace */
    uint32_t cpus;                /* possible CPUs: per-CPU map values have so many slots */
    uint32_t build_id_size;       /* bytes used of build_id, 0 when the kernel tells none */
    uint64_t monotonic, realtime; /* ns, read one after the other */
    char sysname[65], nodename[65], release[65], version_text[65], machine[65], domain[65];
    char boot_id[36];     /* /proc/sys/kernel/random/boot_id */
    uint8_t build_id[32]; /* GNU build-id note of /sys/kernel/notes */
    uint8_t reserved[6];
};

struct wire_hello_ack
{
    uint32_t version;
    uint32_t keep; /* WIRE_CAP_* to keep; the others are dropped for good */
    uint32_t
        silence_ms; /* the stub exits after so long without a byte from the host, or a byte accepted by it */
    uint32_t stats_ms; /* period of STATS, 0 for none */
    uint64_t credit;   /* initial credit of each kind, bytes */
    uint64_t token;    /* names the session; echoed in END's seq */
    uint32_t piece; /* most bytes of a span, a chunk's entries or a reply's fragment; 0: as the stub likes */
    uint32_t log_limit; /* most bytes of the log of calls, 0: none is kept */
};

/*
 * A system call. The image is `image_length` zeroed bytes whose first `sent_length` are sent. Then, in this
 * order: relocations {u32 at, u32 to}: the pointer-sized little-endian u64 at image offset `at` becomes the
 * address of image offset `to`; out ranges {u32 offset, u32 length | WIRE_OUT_STRING}: returned after the
 * result, one after the other, each preceded by nothing: a string range may be cut after its NUL, so it must
 * be the last one. Bit n of pointer_mask: arg[n] is an image offset and becomes an address. want_fd >=
 * WIRE_FD_BASE: a result >= 0 is an fd and is moved to that number, which becomes the result.
 */
struct wire_call
{
    uint32_t nr; /* enum wire_call_nr */
    int32_t want_fd;
    uint32_t pointer_mask;
    uint32_t image_length, sent_length;
    uint16_t relocations, outs;
    uint64_t arg[6];
};
#define WIRE_MAX_RELOCATIONS 32
#define WIRE_MAX_OUTS 16
#define WIRE_OUT_STRING 0x80000000u

struct wire_relocation
{
    uint32_t at, to;
};

struct wire_range
{
    uint32_t offset, length;
};

struct wire_readfile
{
    uint64_t offset;  /* of the file, for files that can seek; 0 reads from the start */
    uint64_t maximum; /* bytes; 0: no bound but the file's end */
};

struct wire_dump
{
    int32_t fd;
    uint32_t key_size;
    uint32_t value_size;  /* as one element is returned: per-CPU maps CPUs * roundup(value, 8) */
    uint32_t maximum;     /* entries; what is beyond is left out and the snapshot says so */
    uint32_t interval_ms; /* 0: once */
    uint32_t first_ms;    /* delay before the first snapshot of a repeated dump */
    uint32_t flags;       /* WIRE_DUMP_* */
    uint32_t reserved;
};
enum {
    WIRE_DUMP_BATCH = 1,   /* try batch commands first */
    WIRE_DUMP_CLEAR = 2,   /* delete each entry once read */
    WIRE_DUMP_ARRAY = 4,   /* keys are 0..maximum-1: no next_key */
    WIRE_DUMP_CHANGES = 8, /* repeated: entries that are as they were when they were sent are left out */
};

/* First bytes of each CHUNK of a DUMP; `entries` times key, value follow without padding. seq is the
 * request's, the stream the request's. The last chunk of a snapshot has WIRE_LAST. Packed bytes are groups of
 * up to eight: a byte whose bit n tells that byte n of the group is not zero, then those that are not. */
struct wire_snapshot
{
    uint64_t time;    /* target monotonic ns when the snapshot began */
    uint32_t number;  /* of the snapshot, from 0 */
    uint32_t entries; /* in this chunk */
    int32_t error;    /* negative errno that ended it early; 0 in all but a last chunk */
    uint32_t flags;   /* WIRE_SNAPSHOT_* */
    uint64_t sum; /* WIRE_DUMP_CHANGES, last chunk: of wireHash() of all entries, those left out included */
};
enum {
    WIRE_SNAPSHOT_CUT = 1, /* more entries than `maximum` */
    WIRE_SNAPSHOT_CHANGES =
        2, /* those left out of a WIRE_DUMP_CHANGES are as in the snapshot before; else none is */
    WIRE_SNAPSHOT_PACKED = 4, /* what follows is packed */
    WIRE_SNAPSHOT_FINAL = 8,  /* of a repeated dump, the last one */
};

/* FNV-1a of 64 bits (RFC 9923); goes on from `hash`. An entry's is that of its key, then its value. */
#define WIRE_HASH_START 0xcbf29ce484222325ull /* plus the stream's number */
static inline uint64_t wireHash(uint64_t hash, const uint8_t *bytes, uint32_t size)
{
    while (size--)
        hash = (hash ^ *bytes++) * 0x100000001b3ull;
    return hash;
}

struct wire_stream_add
{
    int32_t fd;
    uint32_t size; /* bytes of the buffer's data area, a power of two */
};

struct wire_stats
{
    uint64_t time;          /* target monotonic ns */
    uint64_t cpu;           /* ns of CPU used by the stub so far */
    uint64_t rss;           /* bytes resident, rings included */
    uint64_t frames, bytes; /* sent so far */
    uint32_t wakeups; /* times that a buffer woke the stub so far; its own timer's ticks are not counted */
    uint32_t streams; /* struct wire_stream_stats that follow */
};

struct wire_stream_stats
{
    uint16_t stream;
    uint16_t kind;    /* enum wire_type that added it */
    uint32_t pending; /* bytes that stood in the buffer when last looked at */
    uint64_t bytes;   /* drained so far */
    uint64_t lost;    /* PERF_RECORD_LOST counts seen so far; 0 for rings */
};

struct wire_pong
{
    uint64_t host;      /* echoed */
    uint64_t monotonic; /* target, ns */
    uint64_t realtime;  /* target, ns since 1970 */
};

enum wire_end {
    WIRE_END_QUIT = 0,
    WIRE_END_SILENCE = 1,  /* host said nothing for silence_ms */
    WIRE_END_PROTOCOL = 2, /* a frame that breaks the rules */
    WIRE_END_MEMORY = 3,   /* mmap failed */
    WIRE_END_VERSION = 4,  /* HELLO_ACK of another version */
    WIRE_END_LOG = 5,      /* the log of calls can't be made: it is there already, or its folder is not */
};

#endif
