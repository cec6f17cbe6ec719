// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
/**
 * biolatency - how long block devices take
 * @category Block
 * Latency of block I/O requests as a histogram, from the moment a request is issued to the device until it
 * completes, since the start of the run. With `queued`, the time that it waited in the scheduler's queue is
 * part of it.
 */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#define SLOTS 27 // the last holds all from 2^26 us = 67 s on
#define MINOR_BITS 20

/// Requests to this disk or partition only: a name such as sda1, or MAJOR:MINOR
/// @type dev
const volatile __u32 dev = 0;
/// A histogram for each disk
const volatile bool per_disk = false;
/// A histogram for each kind of request: the operation in the low 8 bits, its flags (REQ_*) above
const volatile bool per_flag = false;
/// Count the time in the scheduler's queue too
const volatile bool queued = false;

struct latency_key
{
    /// @title Disk
    __u32 dev;
    /// @title Flags
    __u32 flags;
};

struct latency
{
    /// @unit us
    __u64 slots[SLOTS];
};

/// Latency of block I/O
/// @view histogram log2 total
/// @unit us
struct
{
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 1024);
    __type(key, struct latency_key);
    __type(value, struct latency);
} latencies SEC(".maps");

// When each request in flight began, in ns.
struct
{
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 16384);
    __type(key, __u64);
    __type(value, __u64);
} starts SEC(".maps");

extern int LINUX_KERNEL_VERSION __kconfig;
char LICENSE[] SEC("license") = "GPL";

// The index of the highest bit of `value`; 0 for 0 and 1.
static __always_inline __u32 log2l(__u64 value)
{
    __u32 log = 0;

#pragma unroll
    for (int shift = 32; shift; shift >>= 1) {
        if (value >> shift) {
            value >>= shift;
            log += shift;
        }
    }
    return log;
}

static __always_inline void begins(__u64 request, bool issued)
{
    __u64 now = bpf_ktime_get_ns();

    // with `queued`, an issue is the beginning only for requests that passed no queue
    if (issued && queued && bpf_map_lookup_elem(&starts, &request))
        return;
    bpf_map_update_elem(&starts, &request, &now, BPF_ANY);
}

static __always_inline struct latency *latency_of(__u32 disk, __u32 flags)
{
    static const struct latency zeros;
    struct latency_key key = {.dev = per_disk ? disk : 0, .flags = per_flag ? flags : 0};
    struct latency *latency = bpf_map_lookup_elem(&latencies, &key);

    if (latency)
        return latency;
    bpf_map_update_elem(&latencies, &key, &zeros, BPF_NOEXIST);
    return bpf_map_lookup_elem(&latencies, &key);
}

static __always_inline void ends(__u64 request, __u32 disk, __u32 flags)
{
    __u64 *start = bpf_map_lookup_elem(&starts, &request);
    struct latency *latency;
    __s64 elapsed;
    __u32 slot;

    if (!start)
        return;
    elapsed = bpf_ktime_get_ns() - *start;
    if (elapsed < 0) // another CPU's clock may be a little ahead (ktime_get_mono_fast_ns)
        elapsed = 0;
    bpf_map_delete_elem(&starts, &request);
    latency = latency_of(disk, flags);
    if (!latency)
        return;
    slot = log2l(elapsed / 1000);
    if (slot >= SLOTS)
        slot = SLOTS - 1;
    __sync_fetch_and_add(&latency->slots[slot], 1);
}

/*
 * What the request tells, whatever the kernel's version.
 */
struct request___before_5_17
{
    struct gendisk *rq_disk;
} __attribute__((preserve_access_index));

struct hd_struct___before_5_11
{
    struct device __dev;
} __attribute__((preserve_access_index));

struct request___before_5_11
{
    struct hd_struct___before_5_11 *part;
} __attribute__((preserve_access_index));

static __always_inline __u32 disk_of(struct request *request)
{
    struct request___before_5_17 *older = (void *)request;
    struct gendisk *disk;

    if (bpf_core_field_exists(older->rq_disk))
        disk = BPF_CORE_READ(older, rq_disk);
    else
        disk = BPF_CORE_READ(request, q, disk);
    return disk ? BPF_CORE_READ(disk, major) << MINOR_BITS | BPF_CORE_READ(disk, first_minor) : 0;
}

static __always_inline __u32 partition_of(struct request *request)
{
    struct request___before_5_11 *older = (void *)request;

    if (bpf_core_type_exists(struct hd_struct___before_5_11))
        return BPF_CORE_READ(older, part, __dev.devt);
    return BPF_CORE_READ(request, part, bd_dev);
}

static __always_inline int request_begins(struct request *request, bool issued)
{
    if (!dev || disk_of(request) == dev || partition_of(request) == dev)
        begins((__u64)request, issued);
    return 0;
}

static __always_inline int request_ends(struct request *request)
{
    ends((__u64)request, disk_of(request), BPF_CORE_READ(request, cmd_flags));
    return 0;
}

// Before 5.11 the request was the second argument of these events, after its queue. The event's own type
// tells; kernels whose types do not hold it tell by their version. Late releases of 5.10 have the newer form as well:
// without the event's type they refuse a raw program that looks for a second argument, and the formatted events are
// left.
static __always_inline bool request_comes_first(void)
{
    if (bpf_core_type_exists(btf_trace_block_rq_issue))
        return bpf_core_type_matches(btf_trace_block_rq_issue);
    return LINUX_KERNEL_VERSION >= KERNEL_VERSION(5, 11, 0);
}

#define REQUEST(context) ((struct request *)(request_comes_first() ? (context)[0] : (context)[1]))

/// @alternative requests tp_btf
SEC("tp_btf/block_rq_insert")
int insert_btf(__u64 *context)
{
    return queued ? request_begins(REQUEST(context), false) : 0;
}

/// @alternative requests tp_btf
SEC("tp_btf/block_rq_issue")
int issue_btf(__u64 *context)
{
    return request_begins(REQUEST(context), true);
}

/// @alternative requests tp_btf
SEC("tp_btf/block_rq_complete")
int BPF_PROG(complete_btf, struct request *request)
{
    return request_ends(request);
}

// Where only the version tells, the choice stays in the program: as a jump that the verifier knows the outcome of. It
// takes no load from a place that was chosen before, which is what the compiler would make of two loads alike, and
// kernels refuse to attach a program that could read past an event's arguments.
static __always_inline struct request *request_of_raw(__u64 *context)
{
    __u64 request;

    if (request_comes_first()) {
        request = context[0];
        asm volatile("" : "+r"(request));
    } else {
        request = context[1];
        asm volatile("" : "+r"(request) : : "memory");
    }
    return (struct request *)request;
}

/// @alternative requests raw_tp
SEC("raw_tp/block_rq_insert")
int insert_raw(__u64 *context)
{
    return queued ? request_begins(request_of_raw(context), false) : 0;
}

/// @alternative requests raw_tp
SEC("raw_tp/block_rq_issue")
int issue_raw(__u64 *context)
{
    return request_begins(request_of_raw(context), true);
}

/// @alternative requests raw_tp
SEC("raw_tp/block_rq_complete")
int BPF_PROG(complete_raw, struct request *request)
{
    return request_ends(request);
}

/*
 * The formatted events do not name the request: where it lies on the disk has to do. They know disks, not
 * partitions, and of the flags the operation only.
 */
static __always_inline __u64 place(__u32 disk, __u64 sector)
{
    return (__u64)disk << 40 ^ sector;
}

// The number of an operation (REQ_OP_*) from its letter.
static __always_inline __u32 operation_of(char letter)
{
    switch (letter) {
    case 'W':
        return 1;
    case 'F':
        return 2;
    case 'D':
        return 3;
    default:
        return 0;
    }
}

static __always_inline int event_begins(__u32 disk, __u64 sector, bool issued)
{
    if (!dev || disk == dev)
        begins(place(disk, sector), issued);
    return 0;
}

/// @alternative requests tracepoint
SEC("tracepoint/block/block_rq_insert")
int insert_event(struct trace_event_raw_block_rq *event)
{
    return queued ? event_begins(event->dev, event->sector, false) : 0;
}

/// @alternative requests tracepoint
SEC("tracepoint/block/block_rq_issue")
int issue_event(struct trace_event_raw_block_rq *event)
{
    return event_begins(event->dev, event->sector, true);
}

// What the completion's event was called before 5.16.
struct trace_event_raw_block_rq_complete___before_5_16
{
    dev_t dev;
    sector_t sector;
    char rwbs[8];
} __attribute__((preserve_access_index));

#define EVENT_ENDS(event)                                                                                    \
    (ends(place((event)->dev, (event)->sector), (event)->dev, operation_of((event)->rwbs[0])))

/// @alternative requests tracepoint
SEC("tracepoint/block/block_rq_complete")
int complete_event(void *context)
{
    struct trace_event_raw_block_rq_complete___before_5_16 *older = context;
    struct trace_event_raw_block_rq_completion *event = context;

    if (bpf_core_type_exists(struct trace_event_raw_block_rq_completion))
        EVENT_ENDS(event);
    else
        EVENT_ENDS(older);
    return 0;
}
