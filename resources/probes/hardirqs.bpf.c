// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
/**
 * hardirqs - interrupts by handler
 * @category Interrupts
 * How often the handler of each interrupt ran and for how long, for each interval, with a histogram of its
 * times since the start.
 *
 * Handlers that share a line count each for itself. Interrupts of the CPU's own, such as its timer, have no
 * handler of this kind.
 */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#define SLOTS 27 // the last holds all from 2^26 ns = 67 ms on

/// A histogram for each handler
const volatile bool per_handler = false;

struct handler_key
{
    /// @title Interrupt
    __u32 irq_id;
    char name[32];
};

struct handled
{
    __u64 interrupts;
    /// @title Time
    /// @unit ns
    __u64 total_ns;
};

struct times
{
    /// @unit ns
    __u64 slots[SLOTS];
};

/// Interrupts by handler
/// @view top interval sort=total_ns
struct
{
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 1024);
    __type(key, struct handler_key);
    __type(value, struct handled);
} handlers SEC(".maps");

/// Time in handlers
/// @view histogram log2 total
/// @unit ns
struct
{
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 1024);
    __type(key, struct handler_key);
    __type(value, struct times);
} latencies SEC(".maps");

// When the handler under way on a CPU began, in ns: hard interrupts do not nest.
struct
{
    __uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
    __uint(max_entries, 1);
    __type(key, __u32);
    __type(value, __u64);
} started SEC(".maps");

char LICENSE[] SEC("license") = "GPL";

// The index of the highest bit of `value`; 0 for 0 and 1.
static __always_inline __u32 log2l(__u64 value)
{
    __u32 log = 0;

#pragma unroll
    for (int shift = 32; shift; shift >>= 1) {
        if (value >> shift) {
            value >>= shift;
            log += shift;
        }
    }
    return log;
}

static __always_inline int begins(void)
{
    __u32 zero = 0;
    __u64 *start = bpf_map_lookup_elem(&started, &zero);

    if (start)
        *start = bpf_ktime_get_ns();
    return 0;
}

static __always_inline void count(struct handler_key *key, __u64 took)
{
    static const struct handled zeros;
    struct handled *handled = bpf_map_lookup_elem(&handlers, key);

    if (!handled) {
        bpf_map_update_elem(&handlers, key, &zeros, BPF_NOEXIST);
        handled = bpf_map_lookup_elem(&handlers, key);
        if (!handled)
            return;
    }
    __sync_fetch_and_add(&handled->interrupts, 1);
    __sync_fetch_and_add(&handled->total_ns, took);
}

static __always_inline void add_time(struct handler_key *key, __u64 took)
{
    static const struct handler_key all;
    static const struct times zeros;
    struct handler_key chosen = per_handler ? *key : all;
    struct times *times = bpf_map_lookup_elem(&latencies, &chosen);
    __u32 slot = log2l(took);

    if (!times) {
        bpf_map_update_elem(&latencies, &chosen, &zeros, BPF_NOEXIST);
        times = bpf_map_lookup_elem(&latencies, &chosen);
        if (!times)
            return;
    }
    if (slot >= SLOTS)
        slot = SLOTS - 1;
    __sync_fetch_and_add(&times->slots[slot], 1);
}

static __always_inline int ends(struct handler_key *key)
{
    __u32 zero = 0;
    __u64 *start = bpf_map_lookup_elem(&started, &zero);
    __s64 took;

    if (!start || !*start)
        return 0;
    took = bpf_ktime_get_ns() - *start;
    *start = 0;
    if (took < 0)
        return 0;
    count(key, took);
    add_time(key, took);
    return 0;
}

static __always_inline int action_ends(int irq, struct irqaction *action)
{
    struct handler_key key = {.irq_id = irq};

    bpf_probe_read_kernel_str(key.name, sizeof(key.name), BPF_CORE_READ(action, name));
    return ends(&key);
}

/// @alternative handlers tp_btf
SEC("tp_btf/irq_handler_entry")
int BPF_PROG(entry_btf, int irq, struct irqaction *action)
{
    return begins();
}

/// @alternative handlers tp_btf
SEC("tp_btf/irq_handler_exit")
int BPF_PROG(exit_btf, int irq, struct irqaction *action)
{
    return action_ends(irq, action);
}

/// @alternative handlers raw_tp
SEC("raw_tp/irq_handler_entry")
int BPF_PROG(entry_raw, int irq, struct irqaction *action)
{
    return begins();
}

/// @alternative handlers raw_tp
SEC("raw_tp/irq_handler_exit")
int BPF_PROG(exit_raw, int irq, struct irqaction *action)
{
    return action_ends(irq, action);
}
