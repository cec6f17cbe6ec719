// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
// Hits of a USDT probe with three arguments: a constant, a register, memory.
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/usdt.bpf.h>

struct hit
{
    int count;
    int constant;
    long in_register;
    int in_memory;
};

struct
{
    __uint(type, BPF_MAP_TYPE_RINGBUF);
    __uint(max_entries, 1 << 20);
} hits SEC(".maps");

char LICENSE[] SEC("license") = "GPL";

SEC("usdt")
int BPF_USDT(on_hit, int constant, long in_register, int in_memory)
{
    struct hit hit = {.count = bpf_usdt_arg_cnt(ctx),
                      .constant = constant,
                      .in_register = in_register,
                      .in_memory = in_memory};

    bpf_ringbuf_output(&hits, &hit, sizeof(hit), 0);
    return 0;
}
