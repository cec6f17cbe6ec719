// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
// Compiles, but the kernel's verifier refuses it: line 20 follows a pointer that may be null.
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct
{
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 16);
    __type(key, __u32);
    __type(value, __u64);
} counts SEC(".maps");

SEC("raw_tp/sys_enter")
int on_call(void *context)
{
    __u32 zero = 0;
    __u64 *count = bpf_map_lookup_elem(&counts, &zero);

    *count += 1;
    return 0;
}

char LICENSE[] SEC("license") = "GPL";
