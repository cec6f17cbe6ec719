// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
// Nothing of it can be attached: no kernel has this tracepoint.
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

__u64 calls;

SEC("tracepoint/nowhere/no_such_event")
int on_event(void *context)
{
    calls++;
    return 0;
}

char LICENSE[] SEC("license") = "GPL";
