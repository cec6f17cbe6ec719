// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
// One record of 64 bytes for each getpid of one process.
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

const volatile __u32 pid = 0;
const volatile __s64 call = 0;

struct record
{
    __u64 number;
    __u8 padding[56];
};

struct
{
    __uint(type, BPF_MAP_TYPE_RINGBUF);
    __uint(max_entries, 1 << 20);
} records SEC(".maps");

__u64 counter = 0;
char LICENSE[] SEC("license") = "GPL";

SEC("tp_btf/sys_enter")
int BPF_PROG(enters, struct pt_regs *registers, long number)
{
    struct record *record;

    if (bpf_get_current_pid_tgid() >> 32 != pid || number != call)
        return 0;
    record = bpf_ringbuf_reserve(&records, sizeof(*record), 0);
    counter++;
    if (!record)
        return 0;
    __builtin_memset(record, 0, sizeof(*record));
    record->number = counter;
    bpf_ringbuf_submit(record, 0);
    return 0;
}
