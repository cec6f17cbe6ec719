// SPDX-License-Identifier: GPL-3.0-or-later
// Notes calls of a kernel function and reads no memory of the kernel's: the least that a kprobe can do.
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "GPL";

struct {
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 1);
    __type(key, u32);
    __type(value, u64);
} calls SEC(".maps");

SEC("kprobe/vfs_read")
int count_read(void *ctx)
{
    u32 zero = 0;
    u64 one = 1;

    bpf_map_update_elem(&calls, &zero, &one, BPF_ANY);
    return 0;
}
