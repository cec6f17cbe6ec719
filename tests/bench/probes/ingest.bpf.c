// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
/** ingest - one event per getpid call of one process, to measure how much gets through
 */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

#ifndef EVENT_BYTES
#define EVENT_BYTES 64
#endif

char LICENSE[] SEC("license") = "GPL";

struct event {
    __u64 ts;
    __u32 pid;
    __u32 cpu;
    __u64 number;
    __u8 payload[EVENT_BYTES - 24];
};

struct {
    __uint(type, BPF_MAP_TYPE_RINGBUF);
    __uint(max_entries, 8 * 1024 * 1024);
} events SEC(".maps");

/// Only this process is counted.
const volatile __u32 watched = 0;

SEC("raw_tp/sys_enter")
int on_call(struct bpf_raw_tracepoint_args *ctx)
{
    struct event *event;

    if (bpf_get_current_pid_tgid() >> 32 != watched || ctx->args[1] != 39 /* getpid on x86_64 */)
        return 0;
    event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);
    if (!event)
        return 0;
    event->ts = bpf_ktime_get_ns();
    event->pid = watched;
    event->cpu = bpf_get_smp_processor_id();
    event->number = ctx->args[1];
    bpf_ringbuf_submit(event, 0);
    return 0;
}
