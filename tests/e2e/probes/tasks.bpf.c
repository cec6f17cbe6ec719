// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
// A line for each thread of one process.
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

const volatile __u32 process = 0;
char LICENSE[] SEC("license") = "GPL";

SEC("iter/task")
int threads(struct bpf_iter__task *context)
{
    struct seq_file *out = context->meta->seq;
    struct task_struct *task = context->task;

    if (!task || task->tgid != process)
        return 0;
    BPF_SEQ_PRINTF(out, "%d %s\n", task->pid, task->comm);
    return 0;
}
