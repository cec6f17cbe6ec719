// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
// Calls of a function of a program, with its argument and its result.
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

struct call
{
    __u32 tgid;
    bool returned;
    long value; // the argument, or the result
};

struct
{
    __uint(type, BPF_MAP_TYPE_RINGBUF);
    __uint(max_entries, 1 << 20);
} calls SEC(".maps");

char LICENSE[] SEC("license") = "GPL";

static int send(bool returned, long value)
{
    struct call call = {.tgid = bpf_get_current_pid_tgid() >> 32, .returned = returned, .value = value};

    bpf_ringbuf_output(&calls, &call, sizeof(call), 0);
    return 0;
}

SEC("uprobe")
int BPF_KPROBE(called, long argument)
{
    return send(false, argument);
}

SEC("uretprobe")
int BPF_KRETPROBE(came_back, long result)
{
    return send(true, result);
}
