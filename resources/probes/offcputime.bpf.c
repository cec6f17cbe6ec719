// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
/**
 * offcputime - where threads wait
 * @category CPU
 * The time from the moment that a thread leaves its processor until it runs again, by the stack that it left
 * with: sleeping, waiting for a lock or a disk, or pushed aside by others. As a flame graph.
 */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#define MAX_FRAMES 127
#define KERNEL_THREAD 0x00200000 // PF_KTHREAD of include/linux/sched.h

/// This process only; 0 for all
const volatile __u32 pid = 0;
/// This thread only; 0 for all
const volatile __u32 tid = 0;
/// Threads of user space only
const volatile bool user_threads_only = false;
/// Threads of the kernel only
const volatile bool kernel_threads_only = false;
/// Count waits from this time on
/// @unit us
const volatile __u64 min_block_us = 1;
/// Leave longer waits out
/// @unit us
const volatile __u64 max_block_us = -1;
/// Bits of the state that a thread left in: 1 sleeps, 2 waits for a disk or a lock, 0 was pushed aside; -1 for
/// all
const volatile __s64 state = -1;
/// The tracer's own process, left out
/// @hide
const volatile __u32 radiosonde_tgid = 0;

struct wait
{
    __u32 pid;
    __u32 tgid;
    __s32 user_stack_id;
    __s32 kernel_stack_id;
    char comm[16];
};

// What a thread left its processor with.
struct left
{
    __u64 ts;
    struct wait wait;
};

/// Time off the processor
/// @view stacks total
/// @unit ns
struct
{
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 65536);
    __type(key, struct wait);
    __type(value, __u64);
} waits SEC(".maps");

struct
{
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 65536);
    __type(key, __u32);
    __type(value, struct left);
} starts SEC(".maps");

struct
{
    __uint(type, BPF_MAP_TYPE_STACK_TRACE);
    __uint(max_entries, 16384);
    __uint(key_size, sizeof(__u32));
    __uint(value_size, MAX_FRAMES * sizeof(__u64));
} stacks SEC(".maps");

struct task_struct___before_5_14
{
    volatile long state;
} __attribute__((preserve_access_index));

char LICENSE[] SEC("license") = "GPL";

static __always_inline __s64 state_of(struct task_struct *task)
{
    if (bpf_core_field_exists(task->__state))
        return BPF_CORE_READ(task, __state);
    return BPF_CORE_READ((struct task_struct___before_5_14 *)task, state);
}

static __always_inline bool is_wanted(struct task_struct *task, __u32 thread, __u32 process)
{
    bool of_kernel = BPF_CORE_READ(task, flags) & KERNEL_THREAD;

    if (!thread || process == radiosonde_tgid || (pid && process != pid) || (tid && thread != tid))
        return false;
    if ((user_threads_only && of_kernel) || (kernel_threads_only && !of_kernel))
        return false;
    return state == -1 || (state ? state_of(task) & state : !state_of(task));
}

static __always_inline void leaves(void *context, struct task_struct *task)
{
    struct left left = {};

    left.wait.pid = BPF_CORE_READ(task, pid);
    left.wait.tgid = BPF_CORE_READ(task, tgid);
    if (!is_wanted(task, left.wait.pid, left.wait.tgid))
        return;
    left.wait.user_stack_id = -14; // -EFAULT: a thread of the kernel has none
    if (!(BPF_CORE_READ(task, flags) & KERNEL_THREAD))
        left.wait.user_stack_id = bpf_get_stackid(context, &stacks, BPF_F_USER_STACK);
    left.wait.kernel_stack_id = bpf_get_stackid(context, &stacks, 0);
    BPF_CORE_READ_STR_INTO(&left.wait.comm, task, comm);
    left.ts = bpf_ktime_get_ns();
    bpf_map_update_elem(&starts, &left.wait.pid, &left, BPF_ANY);
}

static __always_inline void counts(const struct wait *wait, __u64 elapsed)
{
    static const __u64 zero;
    __u64 *total = bpf_map_lookup_elem(&waits, wait);

    if (!total) {
        bpf_map_update_elem(&waits, wait, &zero, BPF_NOEXIST);
        total = bpf_map_lookup_elem(&waits, wait);
    }
    if (total)
        __sync_fetch_and_add(total, elapsed);
}

static __always_inline void runs(struct task_struct *task)
{
    __u32 thread = BPF_CORE_READ(task, pid);
    struct left *left = bpf_map_lookup_elem(&starts, &thread);
    __s64 elapsed;

    if (!left)
        return;
    elapsed = bpf_ktime_get_ns() - left->ts;
    if (elapsed >= 0 && elapsed / 1000 >= min_block_us && elapsed / 1000 <= max_block_us)
        counts(&left->wait, elapsed);
    bpf_map_delete_elem(&starts, &thread);
}

/// @alternative switch tp_btf
SEC("tp_btf/sched_switch")
int BPF_PROG(switch_btf, bool preempted, struct task_struct *previous, struct task_struct *next)
{
    leaves(ctx, previous);
    runs(next);
    return 0;
}

/// @alternative switch raw_tp
SEC("raw_tp/sched_switch")
int BPF_PROG(switch_raw, bool preempted, struct task_struct *previous, struct task_struct *next)
{
    leaves(ctx, previous);
    runs(next);
    return 0;
}
