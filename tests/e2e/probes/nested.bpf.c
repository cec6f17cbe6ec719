// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
// A program that each of its own runs would start once more: the kernel leaves those runs out.
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

const volatile __u32 pid = 0;
const volatile __s64 call = 0;

__u64 runs = 0;
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
    if (bpf_get_current_pid_tgid() >> 32 != pid)
        return 0;
    runs++;
    bpf_printk("inner");
    return 0;
}
