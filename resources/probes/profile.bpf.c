// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
/**
 * profile - where the processors spend their time
 * @category CPU
 * Samples what runs, so many times a second on each processor, and counts the stacks of kernel and process as
 * a flame graph. Processors that idle are left out.
 */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

#define MAX_FRAMES 127

/// Samples a second on each processor
const volatile __u32 sample_freq = 99;
/// This process only; 0 for all
const volatile __u32 pid = 0;
/// Programs of this name only; empty for all
const volatile char comm[16] = "";
/// Only what runs in user space
const volatile bool user_only = false;
/// The tracer's own process, left out
/// @hide
const volatile __u32 radiosonde_tgid = 0;

struct sampled
{
    __u32 pid;
    __s32 user_stack_id;
    __s32 kernel_stack_id;
    char comm[16];
};

/// Samples by stack
/// @view stacks total
struct
{
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 65536);
    __type(key, struct sampled);
    __type(value, __u64);
} samples SEC(".maps");

struct
{
    __uint(type, BPF_MAP_TYPE_STACK_TRACE);
    __uint(max_entries, 16384);
    __uint(key_size, sizeof(__u32));
    __uint(value_size, MAX_FRAMES * sizeof(__u64));
} stacks SEC(".maps");

char LICENSE[] SEC("license") = "GPL";

static __always_inline bool is_wanted_name(const char name[16])
{
    if (!comm[0])
        return true;
#pragma unroll
    for (int i = 0; i < 16; i++) {
        if (name[i] != comm[i])
            return false;
        if (!name[i])
            break;
    }
    return true;
}

SEC("perf_event")
int sample(struct bpf_perf_event_data *context)
{
    __u64 process = bpf_get_current_pid_tgid();
    struct sampled key = {};
    __u64 one = 1, *count;

    key.pid = process >> 32;
    if (!(__u32)process || key.pid == radiosonde_tgid || (pid && key.pid != pid)) // thread 0 idles
        return 0;
    bpf_get_current_comm(key.comm, sizeof(key.comm));
    if (!is_wanted_name(key.comm))
        return 0;
    key.user_stack_id = bpf_get_stackid(context, &stacks, BPF_F_USER_STACK);
    key.kernel_stack_id = user_only ? -14 : bpf_get_stackid(context, &stacks, 0); // -EFAULT: there is none
    count = bpf_map_lookup_elem(&samples, &key);
    if (count)
        __sync_fetch_and_add(count, 1);
    else if (bpf_map_update_elem(&samples, &key, &one, BPF_NOEXIST)) {
        count = bpf_map_lookup_elem(&samples, &key); // another processor was first
        if (count)
            __sync_fetch_and_add(count, 1);
    }
    return 0;
}
