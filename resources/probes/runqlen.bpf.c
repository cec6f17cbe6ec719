// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
/**
 * runqlen - how many threads wait for a CPU
 * @category Scheduler
 * The length of the run queues, looked at 99 times a second on each CPU: how many threads of the fair
 * scheduler wait there beside the one that runs, as a linear histogram since the start.
 */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

#define LENGTHS 33 // the last holds all from 32 on

/// A histogram for each CPU
const volatile bool per_cpu = false;
/// Looks a second on each CPU
const volatile __u32 sample_freq = 99;

struct queue_key
{
    /// @title CPU
    __u32 cpu;
};

struct queue
{
    __u64 slots[LENGTHS];
};

/// Threads that wait on a run queue
/// @view histogram linear total
/// @unit threads
struct
{
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 1024);
    __type(key, struct queue_key);
    __type(value, struct queue);
} lengths SEC(".maps");

char LICENSE[] SEC("license") = "GPL";

// What the count was called before 6.15, and that of all groups together before 6.14.
struct cfs_rq___before_6_15
{
    unsigned int nr_running;
} __attribute__((preserve_access_index));

struct cfs_rq___from_6_15
{
    unsigned int nr_queued;
} __attribute__((preserve_access_index));

// Runnable threads of the queue that `task` stands in, itself too.
static __always_inline __u32 runnable(struct task_struct *task)
{
    struct cfs_rq *queue = BPF_CORE_READ(task, se.cfs_rq);
    struct cfs_rq___before_6_15 *older = (void *)queue;
    struct cfs_rq___from_6_15 *newer = (void *)queue;

    if (bpf_core_field_exists(newer->nr_queued))
        return BPF_CORE_READ(newer, nr_queued);
    return BPF_CORE_READ(older, nr_running);
}

SEC("perf_event")
int look(void *context)
{
    static const struct queue zeros;
    struct queue_key key = {.cpu = per_cpu ? bpf_get_smp_processor_id() : 0};
    struct queue *queue = bpf_map_lookup_elem(&lengths, &key);
    __u32 length = runnable((struct task_struct *)bpf_get_current_task());

    if (!queue) {
        bpf_map_update_elem(&lengths, &key, &zeros, BPF_NOEXIST);
        queue = bpf_map_lookup_elem(&lengths, &key);
        if (!queue)
            return 0;
    }
    if (length)
        --length;
    if (length >= LENGTHS)
        length = LENGTHS - 1;
    __sync_fetch_and_add(&queue->slots[length], 1);
    return 0;
}
