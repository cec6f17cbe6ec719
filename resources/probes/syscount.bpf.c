// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
/**
 * syscount - system calls by number and time
 * @category System calls
 * How often each system call came back, how often with an error, and how long the calls took together, for
 * each interval.
 *
 * A call counts when it ends: exit, and an execve that succeeded in another thread, never do.
 */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include "syscalls.h"

/// Calls of this process only; 0 for all
const volatile __u32 pid = 0;
/// Failed calls only
const volatile bool failed = false;
/// Calls that failed with this error only, as a positive number; 0 for all
const volatile __u32 error = 0;
/// Tell processes apart
const volatile bool by_process = false;
/// The tracer's own process, left out
/// @hide
const volatile __u32 radiosonde_tgid = 0;

struct call_key
{
    /// @title System call
    enum system_call call;
    /// @title PID
    __u32 pid;
    char comm[16];
};

struct calls
{
    __u64 calls;
    /// Calls that came back with an error
    __u64 errors;
    /// Time from entry to return, of all calls together
    /// @title Time
    /// @unit ns
    __u64 total_ns;
};

/// System calls
/// @view top interval sort=calls
struct
{
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 16384);
    __type(key, struct call_key);
    __type(value, struct calls);
} counts SEC(".maps");

// When the call of each thread began, in ns.
struct
{
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 65536);
    __type(key, __u32);
    __type(value, __u64);
} starts SEC(".maps");

char LICENSE[] SEC("license") = "GPL";

static __always_inline bool is_asked_for(__u32 tgid)
{
    return tgid != radiosonde_tgid && (!pid || tgid == pid);
}

static __always_inline int enters(void)
{
    __u64 both = bpf_get_current_pid_tgid(), now;
    __u32 tid = both;

    if (!is_asked_for(both >> 32))
        return 0;
    now = bpf_ktime_get_ns();
    bpf_map_update_elem(&starts, &tid, &now, BPF_ANY);
    return 0;
}

static __always_inline void count(struct call_key *key, bool failure, __u64 took)
{
    static const struct calls zeros;
    struct calls *calls = bpf_map_lookup_elem(&counts, key);

    if (!calls) {
        bpf_map_update_elem(&counts, key, &zeros, BPF_NOEXIST);
        calls = bpf_map_lookup_elem(&counts, key);
        if (!calls)
            return;
    }
    __sync_fetch_and_add(&calls->calls, 1);
    if (failure)
        __sync_fetch_and_add(&calls->errors, 1);
    __sync_fetch_and_add(&calls->total_ns, took);
}

static __always_inline int leaves(__s64 number, __s64 result)
{
    __u64 both = bpf_get_current_pid_tgid(), took = 0, *start;
    struct call_key key = {.call = number};
    __u32 tid = both;
    bool failure = result < 0 && result >= -4095; // MAX_ERRNO

    if (!is_asked_for(both >> 32) || number < 0) // -1: a tracer skipped the call
        return 0;
    start = bpf_map_lookup_elem(&starts, &tid);
    if (start) {
        took = bpf_ktime_get_ns() - *start;
        bpf_map_delete_elem(&starts, &tid);
    }
    if ((failed && !failure) || (error && result != -(__s64)error))
        return 0;
    if (by_process) {
        key.pid = both >> 32;
        bpf_get_current_comm(key.comm, sizeof(key.comm));
    }
    count(&key, failure, took);
    return 0;
}

#ifdef __TARGET_ARCH_x86
#define NUMBER(regs) ((__s64)BPF_CORE_READ(regs, orig_ax))
#endif
#ifdef __TARGET_ARCH_arm64
#define NUMBER(regs) ((__s64)(__s32)BPF_CORE_READ(regs, syscallno))
#endif

#ifdef NUMBER // others have no place in the registers that holds the number when a call ends
/// @alternative calls tp_btf
SEC("tp_btf/sys_enter")
int BPF_PROG(enter_btf, struct pt_regs *regs, long number)
{
    return enters();
}

/// @alternative calls tp_btf
SEC("tp_btf/sys_exit")
int BPF_PROG(exit_btf, struct pt_regs *regs, long result)
{
    return leaves(NUMBER(regs), result);
}

/// @alternative calls raw_tp
SEC("raw_tp/sys_enter")
int BPF_PROG(enter_raw, struct pt_regs *regs, long number)
{
    return enters();
}

/// @alternative calls raw_tp
SEC("raw_tp/sys_exit")
int BPF_PROG(exit_raw, struct pt_regs *regs, long result)
{
    return leaves(NUMBER(regs), result);
}
#endif

/// @alternative calls tracepoint
SEC("tracepoint/raw_syscalls/sys_enter")
int enter_event(void *event)
{
    return enters();
}

/// @alternative calls tracepoint
SEC("tracepoint/raw_syscalls/sys_exit")
int exit_event(struct trace_event_raw_sys_exit *event)
{
    return leaves(event->id, event->ret);
}
