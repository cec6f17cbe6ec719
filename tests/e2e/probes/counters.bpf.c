// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
// Global variables that count system calls of one process: counters over time.
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

const volatile __u32 pid = 0;
const volatile __s64 call = 0;

/// Calls that were asked for
__u64 asked = 0;
/// Goes down with each of them
__s32 balance = 0;
/// The number of the last other call
/// @gauge
__u32 last = 0;
/// @hide
__u64 secret = 0;

char LICENSE[] SEC("license") = "GPL";

SEC("raw_tp/sys_enter")
int enter(struct bpf_raw_tracepoint_args *context)
{
    if (bpf_get_current_pid_tgid() >> 32 != pid)
        return 0;
    if ((__s64)context->args[1] != call) {
        last = context->args[1];
        secret = 1;
        return 0;
    }
    __sync_fetch_and_add(&asked, 1);
    __sync_fetch_and_add(&balance, -2);
    return 0;
}
