// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
// A program that each of its own runs would start once more: the kernel leaves those runs out.
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

const volatile __u32 pid = 0;
const volatile __s64 call = 0;

struct
{
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 1);
    __type(key, __u32);
    __type(value, __u64);
} runs SEC(".maps");

char LICENSE[] SEC("license") = "GPL";

SEC("tp_btf/sys_enter")
int BPF_PROG(enters, struct pt_regs *registers, long number)
{
    if (bpf_get_current_pid_tgid() >> 32 == pid && number == call)
        bpf_printk("outer");
    return 0;
}

SEC("raw_tp/bpf_trace_printk")
int prints(void *context)
{
    __u32 key = bpf_get_current_pid_tgid() >> 32;
    __u64 *count = bpf_map_lookup_elem(&runs, &key), one = 1;

    if (key != pid)
        return 0;
    if (count)
        __sync_fetch_and_add(count, 1);
    else
        bpf_map_update_elem(&runs, &key, &one, BPF_ANY);
    bpf_printk("inner");
    return 0;
}
