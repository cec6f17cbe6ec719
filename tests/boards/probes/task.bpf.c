// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
// What the kernel keeps of a process, in each way that programs read it: by chains of pointers, step by step, with
// and without relocation, through arrays. Once for each getpriority() of a program called "factwork", whose second
// argument is a descriptor of its own.
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

#define RLIMIT_NOFILE 7
#define NS_PER_TICK 10000000 /* of USER_HZ, 100 */

struct fact
{
    __u32 pid;
    __u32 tgid;
    int ppid;
    __u32 uid;
    int nice;
    short oom_score_adj; // signed, and narrow
    char comm[16];
    char hostname[65];
    unsigned long start_code;
    unsigned long start_stack;
    unsigned long start_brk;
    unsigned long arg_start;
    unsigned long env_end;
    size_t arguments; // bytes
    unsigned long nofile_now;
    unsigned long nofile_most;
    __u64 start_ticks;
    unsigned long cwd_inode;
    unsigned long file_inode;
    __s64 file_position;
    __s64 file_size;
    __u32 file_flags;
    struct task_struct *task;
    struct mm_struct *mm; // the same, read in two ways
    struct mm_struct *same_mm;
};

struct
{
    __uint(type, BPF_MAP_TYPE_RINGBUF);
    __uint(max_entries, 1 << 20);
} facts SEC(".maps");

char LICENSE[] SEC("license") = "GPL";

static void read_memory(struct fact *fact, struct task_struct *task)
{
    struct mm_struct *mm = NULL;
    unsigned long arg_end = 0;

    bpf_core_read(&mm, sizeof(mm), &task->mm);
    bpf_probe_read_kernel(&fact->same_mm, sizeof(fact->same_mm), &task->mm);
    bpf_probe_read_kernel(&fact->start_code, sizeof(fact->start_code), &mm->start_code);
    bpf_core_read(&fact->start_stack, sizeof(fact->start_stack), &mm->start_stack);
    BPF_CORE_READ_INTO(&fact->start_brk, task, mm, start_brk);
    bpf_core_read(&arg_end, sizeof(arg_end), &mm->arg_end);
    fact->mm = mm;
    fact->arg_start = BPF_CORE_READ(mm, arg_start);
    fact->env_end = BPF_CORE_READ(task, mm, env_end);
    fact->arguments = arg_end - fact->arg_start;
}

static void read_file(struct fact *fact, struct task_struct *task, int number)
{
    struct file **table = BPF_CORE_READ(task, files, fdt, fd);
    struct file *file = NULL;

    bpf_probe_read_kernel(&file, sizeof(file), &table[number]);
    fact->file_inode = BPF_CORE_READ(file, f_inode, i_ino);
    fact->file_size = BPF_CORE_READ(file, f_inode, i_size);
    fact->file_position = BPF_CORE_READ(file, f_pos);
    fact->file_flags = BPF_CORE_READ(file, f_flags);
}

static void read_process(struct fact *fact, struct task_struct *task)
{
    struct signal_struct *signal = BPF_CORE_READ(task, signal);

    fact->task = task;
    fact->pid = BPF_CORE_READ(task, pid);
    fact->tgid = BPF_CORE_READ(task, tgid);
    fact->ppid = BPF_CORE_READ(task, real_parent, tgid);
    fact->uid = BPF_CORE_READ(task, cred, uid.val);
    fact->nice = BPF_CORE_READ(task, static_prio) - 120;
    fact->oom_score_adj = BPF_CORE_READ(signal, oom_score_adj);
    fact->nofile_now = BPF_CORE_READ(signal, rlim[RLIMIT_NOFILE].rlim_cur);
    bpf_core_read(&fact->nofile_most, sizeof(fact->nofile_most), &signal->rlim[RLIMIT_NOFILE].rlim_max);
    fact->start_ticks = BPF_CORE_READ(task, start_boottime) / NS_PER_TICK;
    fact->cwd_inode = BPF_CORE_READ(task, fs, pwd.dentry, d_inode, i_ino);
    BPF_CORE_READ_STR_INTO(&fact->comm, task, comm);
    BPF_CORE_READ_INTO(&fact->hostname, task, nsproxy, uts_ns, name.nodename);
}

SEC("tracepoint/syscalls/sys_enter_getpriority")
int on_getpriority(struct trace_event_raw_sys_enter *event)
{
    char comm[16] = {};
    struct fact *fact;

    bpf_get_current_comm(comm, sizeof(comm));
    if (__builtin_memcmp(comm, "factwork", 9))
        return 0;
    fact = bpf_ringbuf_reserve(&facts, sizeof(*fact), 0);
    if (!fact)
        return 0;
    __builtin_memset(fact, 0, sizeof(*fact));
    read_process(fact, (struct task_struct *)bpf_get_current_task());
    read_memory(fact, fact->task);
    read_file(fact, fact->task, event->args[1]);
    bpf_ringbuf_submit(fact, 0);
    return 0;
}
