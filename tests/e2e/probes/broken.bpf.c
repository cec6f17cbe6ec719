// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
// Does not compile: a misspelled variable in line 20.
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct
{
    __uint(type, BPF_MAP_TYPE_ARRAY);
    __uint(max_entries, 1);
    __type(key, __u32);
    __type(value, __u64);
} last SEC(".maps");

SEC("raw_tp/sys_enter")
int on_call(void *context)
{
    __u64 now = bpf_ktime_get_ns();
    __u32 zero = 0;

    bpf_map_update_elem(&last, &zero, &know, BPF_ANY);
    return 0;
}

char LICENSE[] SEC("license") = "GPL";
