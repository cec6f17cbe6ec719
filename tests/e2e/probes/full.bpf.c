// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
// Counts the first argument of one process's system calls in two maps that hold few, and sends each one.
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

const volatile __u32 pid = 0;
const volatile __s64 call = 0;

struct
{
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 100);
    __type(key, __u64);
    __type(value, __u64);
} seen SEC(".maps");

/// @hide
struct
{
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 40);
    __type(key, __u64);
    __type(value, __u64);
} scratch SEC(".maps");

struct
{
    __uint(type, BPF_MAP_TYPE_RINGBUF);
    __uint(max_entries, 1 << 20);
} sent SEC(".maps");

struct message
{
    __u64 argument;
};

char LICENSE[] SEC("license") = "GPL";

SEC("tp_btf/sys_enter")
int BPF_PROG(enters, struct pt_regs *registers, long number)
{
    struct message message = {};
    __u64 one = 1;

    if (bpf_get_current_pid_tgid() >> 32 != pid || number != call)
        return 0;
    message.argument = PT_REGS_PARM1_CORE_SYSCALL(registers);
    bpf_map_update_elem(&seen, &message.argument, &one, BPF_ANY);
    bpf_map_update_elem(&seen, &message.argument, &one, BPF_NOEXIST); /* there already: no loss, or full */
    bpf_map_update_elem(&scratch, &message.argument, &one, BPF_ANY);
    bpf_ringbuf_output(&sent, &message, sizeof(message), 0);
    return 0;
}
