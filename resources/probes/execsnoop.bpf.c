// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
/**
 * execsnoop - programs being started
 * @category Processes
 * Every call of execve and execveat that started a program, with its file, its arguments and its parent.
 */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#define FILE_SIZE 256
#define ARGUMENTS_SIZE 1024

/// This user only; -1 for all
const volatile __u32 uid = -1;
/// Programs started by this process only; 0 for all
const volatile __u32 ppid = 0;
/// The tracer's own process, left out
/// @hide
const volatile __u32 radiosonde_tgid = 0;

struct event
{
    __u64 ts;
    __u32 pid;
    __u32 ppid;
    __u32 uid;
    /// 0, or the error
    __s32 ret;
    char comm[16];
    /// @title File
    char filename[FILE_SIZE];
    /// The first 1023 bytes of the command line, the program's own name first
    char args[ARGUMENTS_SIZE];
};

#define HEAD_SIZE __builtin_offsetof(struct event, args)

/// Programs being started
/// @view events
struct
{
    __uint(type, BPF_MAP_TYPE_RINGBUF);
    __uint(max_entries, 1 << 20);
} execs SEC(".maps");

// An event is put together here and then sent as long as it is.
struct
{
    __uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
    __uint(max_entries, 1);
    __type(key, __u32);
    __type(value, struct event);
} heap SEC(".maps");

char LICENSE[] SEC("license") = "GPL";

// The arguments lie one after the other in the new program's memory, each with a NUL behind it; here blanks
// part them.
static __always_inline __u32 read_arguments(struct event *event, struct mm_struct *mm)
{
    __u64 start = BPF_CORE_READ(mm, arg_start);
    __u64 size = BPF_CORE_READ(mm, arg_end) - start;

    if (size > ARGUMENTS_SIZE)
        size = ARGUMENTS_SIZE;
    if (!size || bpf_probe_read_user(event->args, size, (void *)start)) {
        event->args[0] = 0;
        return 1;
    }
    for (__u32 i = 0; i < ARGUMENTS_SIZE - 1 && i + 1 < size; i++)
        if (!event->args[i])
            event->args[i] = ' ';
    event->args[(size - 1) & (ARGUMENTS_SIZE - 1)] = 0;
    return size;
}

static __always_inline int executed(struct task_struct *task, const char *filename)
{
    struct event *event;
    __u32 tgid = bpf_get_current_pid_tgid() >> 32;
    __u32 zero = 0, size;

    event = bpf_map_lookup_elem(&heap, &zero);
    if (!event || tgid == radiosonde_tgid)
        return 0;
    event->ppid = BPF_CORE_READ(task, real_parent, tgid);
    event->uid = bpf_get_current_uid_gid();
    if ((ppid && event->ppid != ppid) || (uid != (__u32)-1 && event->uid != uid))
        return 0;
    event->ts = bpf_ktime_get_ns();
    event->pid = tgid;
    event->ret = 0;
    bpf_get_current_comm(event->comm, sizeof(event->comm));
    bpf_probe_read_kernel_str(event->filename, sizeof(event->filename), filename);
    size = read_arguments(event, BPF_CORE_READ(task, mm));
    bpf_ringbuf_output(&execs, event, HEAD_SIZE + size, 0);
    return 0;
}

/// @alternative execs tp_btf
SEC("tp_btf/sched_process_exec")
int BPF_PROG(exec_btf, struct task_struct *task, pid_t old_pid, struct linux_binprm *binary)
{
    return executed(task, BPF_CORE_READ(binary, filename));
}

/// @alternative execs raw_tp
SEC("raw_tp/sched_process_exec")
int BPF_PROG(exec_raw, struct task_struct *task, pid_t old_pid, struct linux_binprm *binary)
{
    return executed(task, BPF_CORE_READ(binary, filename));
}

/// @alternative execs tracepoint
SEC("tracepoint/sched/sched_process_exec")
int exec_event(struct trace_event_raw_sched_process_exec *event)
{
    __u32 offset = event->__data_loc_filename & 0xffff;

    return executed((void *)bpf_get_current_task(), (const char *)event + offset);
}
