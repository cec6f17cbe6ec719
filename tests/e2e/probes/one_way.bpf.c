// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
// Two alternatives; no kernel has the tracepoint of the one called "nowhere".
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct
{
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 16);
    __type(key, __u32);
    __type(value, __u64);
} calls SEC(".maps");

static __always_inline int count(void)
{
    __u32 zero = 0;
    __u64 one = 1;

    bpf_map_update_elem(&calls, &zero, &one, BPF_ANY);
    return 0;
}

/// @alternative calls nowhere
SEC("tracepoint/nowhere/no_such_event")
int on_event(void *context)
{
    return count();
}

/// @alternative calls raw_tp
SEC("raw_tp/sys_enter")
int on_call(void *context)
{
    return count();
}

char LICENSE[] SEC("license") = "GPL";
