// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
// Records of the system calls of one process, in every way that a ring buffer takes them, two functions deep.
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

const volatile __u32 pid = 0;
const volatile __s64 call = 0;

struct first
{
    __u64 number;
    __u32 parity;
    char text[5]; // no multiple of anything
};

struct second
{
    __u64 number;
    char tail[64];
};

struct
{
    __uint(type, BPF_MAP_TYPE_RINGBUF);
    __uint(max_entries, 1 << 20);
} reserved SEC(".maps");

struct
{
    __uint(type, BPF_MAP_TYPE_RINGBUF);
    __uint(max_entries, 1 << 20);
} copied SEC(".maps");

__u64 counter = 0;
char LICENSE[] SEC("license") = "GPL";

static int send_first(__u64 number)
{
    struct first *record = bpf_ringbuf_reserve(&reserved, sizeof(*record), 0);

    if (!record)
        return 0;
    record->number = number;
    record->parity = number & 1;
    __builtin_memcpy(record->text, "four", 5);
    if (number % 3 == 0)
        bpf_ringbuf_discard(record, 0);
    else
        bpf_ringbuf_submit(record, 0);
    return 0;
}

static int send_second(__u64 number)
{
    struct second record = {.number = number, .tail = "abcdefghijklmnopqrstuvwxyz"};

    bpf_ringbuf_output(&copied, &record, sizeof(record.number) + 1 + (number & 15), 0);
    return 0;
}

SEC("tp_btf/sys_enter")
int BPF_PROG(enters, struct pt_regs *registers, long number)
{
    if (bpf_get_current_pid_tgid() >> 32 != pid || number != call)
        return 0;
    counter++;
    send_first(counter);
    return send_second(counter);
}
