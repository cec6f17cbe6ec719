// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
// One program attaches, the other's tracepoint does not exist.
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct
{
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 1024);
    __type(key, __u32);
    __type(value, __u64);
} calls SEC(".maps");

SEC("raw_tp/sys_enter")
int on_call(void *context)
{
    __u32 tid = bpf_get_current_pid_tgid();
    __u64 one = 1;
    __u64 *count = bpf_map_lookup_elem(&calls, &tid);

    if (count)
        *count += 1;
    else
        bpf_map_update_elem(&calls, &tid, &one, BPF_ANY);
    return 0;
}

SEC("tracepoint/nowhere/no_such_event")
int on_event(void *context)
{
    return 0;
}

char LICENSE[] SEC("license") = "GPL";
