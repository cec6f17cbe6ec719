// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
// An event for every packet and every TCP send of the whole machine, those of the link that carries the events among
// them. Nothing is left out.
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct sending
{
    __u64 ts;
    __u32 pid;
    __u32 packet; // else a call of send
    char comm[16];
};

struct
{
    __uint(type, BPF_MAP_TYPE_RINGBUF);
    __uint(max_entries, 1 << 20);
} sendings SEC(".maps");

char LICENSE[] SEC("license") = "GPL";

static void note(__u32 packet)
{
    struct sending *sending = bpf_ringbuf_reserve(&sendings, sizeof(*sending), 0);

    if (!sending)
        return;
    sending->ts = bpf_ktime_get_ns();
    sending->pid = bpf_get_current_pid_tgid() >> 32;
    sending->packet = packet;
    bpf_get_current_comm(sending->comm, sizeof(sending->comm));
    bpf_ringbuf_submit(sending, 0);
}

SEC("raw_tp/net_dev_queue")
int queues(void *context)
{
    note(1);
    return 0;
}

SEC("raw_tp/sock_send_length") // since 6.3
int sends(void *context)
{
    note(0);
    return 0;
}
