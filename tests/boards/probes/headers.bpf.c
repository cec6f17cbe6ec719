// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
// The kernel's own headers in the place of vmlinux.h, as BCC's programs have them.
#include <linux/fs.h>
#include <linux/fs_struct.h>
#include <linux/sched.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

struct fact
{
    int pid;
    int ppid;
    unsigned long cwd_inode;
    char comm[TASK_COMM_LEN];
};

struct
{
    __uint(type, BPF_MAP_TYPE_RINGBUF);
    __uint(max_entries, 1 << 20);
} facts SEC(".maps");

char LICENSE[] SEC("license") = "GPL";

SEC("tracepoint/syscalls/sys_enter_getpriority")
int on_getpriority(void *event)
{
    struct task_struct *task = (struct task_struct *)bpf_get_current_task(), *parent = NULL;
    struct fs_struct *fs = NULL;
    struct fact fact = {};

    bpf_get_current_comm(fact.comm, sizeof(fact.comm));
    if (__builtin_memcmp(fact.comm, "factwork", 9))
        return 0;
    bpf_probe_read_kernel(&fact.pid, sizeof(fact.pid), &task->pid);
    bpf_probe_read_kernel(&parent, sizeof(parent), &task->real_parent);
    bpf_probe_read_kernel(&fact.ppid, sizeof(fact.ppid), &parent->tgid);
    bpf_probe_read_kernel(&fs, sizeof(fs), &task->fs);
    fact.cwd_inode = BPF_CORE_READ(fs, pwd.dentry, d_inode, i_ino);
    bpf_ringbuf_output(&facts, &fact, sizeof(fact), 0);
    return 0;
}
