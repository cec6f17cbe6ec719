// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
// Samples of the processor's clock, by processor.
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

/// Samples a second
const volatile __u32 sample_freq = 99;

/// @view table total
struct
{
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 256);
    __type(key, __u32);
    __type(value, __u64);
} samples SEC(".maps");

char LICENSE[] SEC("license") = "GPL";

SEC("perf_event")
int sample(void *context)
{
    __u32 cpu = bpf_get_smp_processor_id();
    __u64 *count = bpf_map_lookup_elem(&samples, &cpu), one = 1;

    if (count)
        __sync_fetch_and_add(count, 1);
    else
        bpf_map_update_elem(&samples, &cpu, &one, BPF_ANY);
    return 0;
}
