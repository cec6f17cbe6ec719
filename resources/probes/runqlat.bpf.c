// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
/**
 * runqlat - how long runnable threads wait for a CPU
 * @category Scheduler
 * The time from the moment that a thread becomes runnable - it wakes up, or another takes its CPU - until it
 * runs, as a histogram since the start.
 */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#define SLOTS 27 // the last holds all from 2^26 us = 67 s on
#define RUNNABLE 0 // TASK_RUNNING

/// Threads of this process only; 0 for all
const volatile __u32 pid = 0;
/// A histogram for each process
const volatile bool per_process = false;
/// A histogram for each thread
const volatile bool per_thread = false;

struct wait_key
{
    /// @title PID
    __u32 tgid;
    /// @title TID
    __u32 tid;
    char comm[16];
};

struct waits
{
    /// @unit us
    __u64 slots[SLOTS];
};

/// Waiting for a CPU
/// @view histogram log2 total
/// @unit us
struct
{
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 10240);
    __type(key, struct wait_key);
    __type(value, struct waits);
} latencies SEC(".maps");

// Since when each runnable thread waits, in ns.
struct
{
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 65536);
    __type(key, __u32);
    __type(value, __u64);
} starts SEC(".maps");

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

static __always_inline int becomes_runnable(struct task_struct *task)
{
    __u32 tid = BPF_CORE_READ(task, pid);
    __u64 now;

    if (!tid || (pid && BPF_CORE_READ(task, tgid) != pid))
        return 0;
    now = bpf_ktime_get_ns();
    bpf_map_update_elem(&starts, &tid, &now, BPF_ANY);
    return 0;
}

static __always_inline struct waits *waits_of(struct task_struct *task, __u32 tid)
{
    static const struct waits zeros;
    struct wait_key key = {};
    struct waits *waits;

    if (per_thread) {
        key.tgid = BPF_CORE_READ(task, tgid);
        key.tid = tid;
        BPF_CORE_READ_STR_INTO(&key.comm, task, comm);
    } else if (per_process) {
        key.tgid = BPF_CORE_READ(task, tgid);
        BPF_CORE_READ_STR_INTO(&key.comm, task, group_leader, comm);
    }
    waits = bpf_map_lookup_elem(&latencies, &key);
    if (waits)
        return waits;
    bpf_map_update_elem(&latencies, &key, &zeros, BPF_NOEXIST);
    return bpf_map_lookup_elem(&latencies, &key);
}

static __always_inline int runs(struct task_struct *task)
{
    __u32 tid = BPF_CORE_READ(task, pid), slot;
    __u64 *start = bpf_map_lookup_elem(&starts, &tid);
    struct waits *waits;
    __s64 waited;

    if (!start)
        return 0;
    waited = bpf_ktime_get_ns() - *start;
    if (waited < 0) // another CPU's clock may be a little ahead (ktime_get_mono_fast_ns)
        waited = 0;
    bpf_map_delete_elem(&starts, &tid);
    waits = waits_of(task, tid);
    if (!waits)
        return 0;
    slot = log2l(waited / 1000);
    if (slot >= SLOTS)
        slot = SLOTS - 1;
    __sync_fetch_and_add(&waits->slots[slot], 1);
    return 0;
}

struct task_struct___before_5_14
{
    volatile long state;
} __attribute__((preserve_access_index));

static __always_inline __s64 state_of(struct task_struct *task)
{
    struct task_struct___before_5_14 *older = (void *)task;

    if (bpf_core_field_exists(older->state))
        return BPF_CORE_READ(older, state);
    return BPF_CORE_READ(task, __state);
}

static __always_inline int switches(struct task_struct *from, struct task_struct *to)
{
    if (state_of(from) == RUNNABLE)
        becomes_runnable(from);
    return runs(to);
}

/// @alternative switches tp_btf
SEC("tp_btf/sched_wakeup")
int BPF_PROG(wakeup_btf, struct task_struct *task)
{
    return becomes_runnable(task);
}

/// @alternative switches tp_btf
SEC("tp_btf/sched_wakeup_new")
int BPF_PROG(wakeup_new_btf, struct task_struct *task)
{
    return becomes_runnable(task);
}

/// @alternative switches tp_btf
SEC("tp_btf/sched_switch")
int BPF_PROG(switch_btf, bool preempt, struct task_struct *from, struct task_struct *to)
{
    return switches(from, to);
}

/// @alternative switches raw_tp
SEC("raw_tp/sched_wakeup")
int BPF_PROG(wakeup_raw, struct task_struct *task)
{
    return becomes_runnable(task);
}

/// @alternative switches raw_tp
SEC("raw_tp/sched_wakeup_new")
int BPF_PROG(wakeup_new_raw, struct task_struct *task)
{
    return becomes_runnable(task);
}

/// @alternative switches raw_tp
SEC("raw_tp/sched_switch")
int BPF_PROG(switch_raw, bool preempt, struct task_struct *from, struct task_struct *to)
{
    return switches(from, to);
}
