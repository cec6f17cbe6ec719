// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
// Reads a record that a .c file of the kernel keeps to itself.
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

struct
{
    __uint(type, BPF_MAP_TYPE_RINGBUF);
    __uint(max_entries, 1 << 20);
} numbers SEC(".maps");

char LICENSE[] SEC("license") = "GPL";

SEC("tracepoint/syscalls/sys_enter_getpriority")
int on_getpriority(void *event)
{
    struct task_struct *task = (struct task_struct *)bpf_get_current_task();
    struct vfsmount *root = BPF_CORE_READ(task, fs, root.mnt);
    struct mount *mount = container_of(root, struct mount, mnt);
    int number = BPF_CORE_READ(mount, mnt_id);

    bpf_ringbuf_output(&numbers, &number, sizeof(number), 0);
    return 0;
}
