// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
/**
 * opensnoop - files being opened
 * @category Files
 * Every call of open, openat, openat2 and creat as it ends, with the path that the program named and the
 * descriptor or error that it got.
 *
 * The path is read once, at the end of the call, from the argument as it still stands in the registers: by
 * then the kernel has read it itself, so its page is there. That costs the traced program half of what a look
 * at both ends does.
 */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#define PATH_SIZE 256

/// This process only; 0 for all
const volatile __u32 pid = 0;
/// This user only; -1 for all
const volatile __u32 uid = -1;
/// Calls that failed only
const volatile bool failed = false;
/// The tracer's own process, left out
/// @hide
const volatile __u32 radiosonde_tgid = 0;

struct event
{
    __u64 ts;
    __u32 pid;
    __u32 tid;
    __u32 uid;
    /// O_* flags of the call
    __u32 flags;
    /// The descriptor, or the error
    __s32 ret;
    char comm[16];
    char path[PATH_SIZE];
};

#define HEAD_SIZE __builtin_offsetof(struct event, path)

/// Files being opened
/// @view events
struct
{
    __uint(type, BPF_MAP_TYPE_RINGBUF);
    __uint(max_entries, 1 << 22);
} opens SEC(".maps");

// An event is put together here and then sent as long as it is: a record of the full size would be mostly
// zeros.
struct
{
    __uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
    __uint(max_entries, 1);
    __type(key, __u32);
    __type(value, struct event);
} heap SEC(".maps");

char LICENSE[] SEC("license") = "GPL";

static __always_inline bool wanted(__s64 result)
{
    __u32 tgid = bpf_get_current_pid_tgid() >> 32;

    if (tgid == radiosonde_tgid || (pid && tgid != pid) || (failed && result >= 0))
        return false;
    return uid == (__u32)-1 || (__u32)bpf_get_current_uid_gid() == uid;
}

static __always_inline int opened(const char *path, __u32 flags, __s64 result)
{
    struct event *event;
    __u64 process = bpf_get_current_pid_tgid();
    __u32 zero = 0;
    __s64 length;

    event = bpf_map_lookup_elem(&heap, &zero);
    if (!event)
        return 0;
    event->ts = bpf_ktime_get_ns();
    event->pid = process >> 32;
    event->tid = process;
    event->uid = bpf_get_current_uid_gid();
    event->flags = flags;
    event->ret = result;
    bpf_get_current_comm(event->comm, sizeof(event->comm));
    length = bpf_probe_read_user_str(event->path, sizeof(event->path), path);
    if (length < 1 || length > PATH_SIZE) {
        event->path[0] = 0;
        length = 1;
    }
    bpf_ringbuf_output(&opens, event, HEAD_SIZE + length, 0);
    return 0;
}

/*
 * At the end of every system call, from its number and its arguments as they still stand in the registers.
 * `direct` tells that the registers may be loaded without a helper.
 */
enum family { OTHER_CALL, OPEN_CALL, CREAT_CALL, OPENAT_CALL, OPENAT2_CALL };

#define O_CREAT_WRONLY_TRUNC 01101 // what creat() means
#define LOAD(registers, field) (direct ? (registers)->field : BPF_CORE_READ(registers, field))
#define UNUSED __attribute__((unused)) // on the architectures that have no such programs

static __always_inline UNUSED enum family family_x86_64(long number)
{
    switch (number) {
    case 2:
        return OPEN_CALL;
    case 85:
        return CREAT_CALL;
    case 257:
        return OPENAT_CALL;
    case 437:
        return OPENAT2_CALL;
    }
    return OTHER_CALL;
}

// Of 32-bit ARM and x86; the latter's openat comes first.
static __always_inline UNUSED enum family family_32bit(long number, long openat)
{
    if (number == openat)
        return OPENAT_CALL;
    switch (number) {
    case 5:
        return OPEN_CALL;
    case 8:
        return CREAT_CALL;
    case 437:
        return OPENAT2_CALL;
    }
    return OTHER_CALL;
}

// Of arm64, riscv64 and all newer architectures.
static __always_inline UNUSED enum family family_generic(long number)
{
    switch (number) {
    case 56:
        return OPENAT_CALL;
    case 437:
        return OPENAT2_CALL;
    }
    return OTHER_CALL;
}

#if defined(__TARGET_ARCH_x86)

#define USER32_CS 0x23
#define IS_32BIT(registers) (LOAD(registers, cs) == USER32_CS)
#define NUMBER(registers) LOAD(registers, orig_ax)
#define FAMILY(number, is32bit) ((is32bit) ? family_32bit(number, 295) : family_x86_64(number))
#define ARGUMENT1(registers, is32bit) ((is32bit) ? LOAD(registers, bx) : LOAD(registers, di))
#define ARGUMENT2(registers, is32bit) ((is32bit) ? LOAD(registers, cx) : LOAD(registers, si))
#define ARGUMENT3(registers, is32bit) LOAD(registers, dx)

#elif defined(__TARGET_ARCH_arm64)

#define MODE_32BIT 0x10
#define IS_32BIT(registers) (LOAD(registers, pstate) & MODE_32BIT)
#define NUMBER(registers) LOAD(registers, syscallno)
#define FAMILY(number, is32bit) ((is32bit) ? family_32bit(number, 322) : family_generic(number))
#define ARGUMENT1(registers, is32bit) LOAD(registers, orig_x0)
#define ARGUMENT2(registers, is32bit) LOAD(registers, regs[1])
#define ARGUMENT3(registers, is32bit) LOAD(registers, regs[2])

#elif defined(__TARGET_ARCH_riscv)

#define IS_32BIT(registers) false
#define NUMBER(registers) LOAD(registers, a7)
#define FAMILY(number, is32bit) family_generic(number)
#define ARGUMENT1(registers, is32bit) LOAD(registers, orig_a0)
#define ARGUMENT2(registers, is32bit) LOAD(registers, a1)
#define ARGUMENT3(registers, is32bit) LOAD(registers, a2)

#elif defined(__TARGET_ARCH_arm)

#define IS_32BIT(registers) true
#define NUMBER(registers) LOAD(registers, uregs[7])
#define FAMILY(number, is32bit) family_32bit(number, 322)
#define ARGUMENT1(registers, is32bit) LOAD(registers, uregs[17])
#define ARGUMENT2(registers, is32bit) LOAD(registers, uregs[1])
#define ARGUMENT3(registers, is32bit) LOAD(registers, uregs[2])

#else
#error "opensnoop knows the system calls of x86, arm64, riscv and arm"
#endif

// Of openat2, whose flags are the first word of a structure.
static __always_inline __u32 flags_of(__u64 how)
{
    __u64 flags = 0;

    bpf_probe_read_user(&flags, sizeof(flags), (void *)how);
    return flags;
}

static __always_inline int call_ended(struct pt_regs *registers, __s64 result, const bool direct)
{
    bool is32bit UNUSED = IS_32BIT(registers);
    enum family family = FAMILY(NUMBER(registers), is32bit);
    __u64 path;
    __u32 flags;

    if (family == OTHER_CALL || !wanted(result))
        return 0;
    if (family == OPENAT_CALL || family == OPENAT2_CALL) {
        path = ARGUMENT2(registers, is32bit);
        flags =
            family == OPENAT_CALL ? ARGUMENT3(registers, is32bit) : flags_of(ARGUMENT3(registers, is32bit));
    } else {
        path = ARGUMENT1(registers, is32bit);
        flags = family == OPEN_CALL ? ARGUMENT2(registers, is32bit) : O_CREAT_WRONLY_TRUNC;
    }
    return opened((const char *)path, flags, result);
}

/// @alternative calls tp_btf
SEC("tp_btf/sys_exit")
int BPF_PROG(sys_exit_btf, struct pt_regs *registers, long result)
{
    return call_ended(registers, result, true);
}

/// @alternative calls raw_tp
SEC("raw_tp/sys_exit")
int BPF_PROG(sys_exit_raw, struct pt_regs *registers, long result)
{
    return call_ended(registers, result, false);
}

/*
 * At both ends of each of the calls; what the first one saw is kept by thread in between.
 */
struct call
{
    __u64 path;
    __u32 flags;
    __u32 unused;
};

struct
{
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 10240);
    __type(key, __u32);
    __type(value, struct call);
} calls SEC(".maps");

static __always_inline int call_begins(__u64 path, __u32 flags)
{
    struct call call = {.path = path, .flags = flags};
    __u32 tid = bpf_get_current_pid_tgid();

    bpf_map_update_elem(&calls, &tid, &call, BPF_ANY);
    return 0;
}

static __always_inline int call_returns(struct trace_event_raw_sys_exit *event)
{
    __u32 tid = bpf_get_current_pid_tgid();
    struct call *stored = bpf_map_lookup_elem(&calls, &tid);
    struct call call;

    if (!stored)
        return 0;
    call = *stored;
    bpf_map_delete_elem(&calls, &tid);
    return wanted(event->ret) ? opened((const char *)call.path, call.flags, event->ret) : 0;
}

/// @alternative calls tracepoint
SEC("tracepoint/syscalls/sys_enter_openat")
int enter_openat(struct trace_event_raw_sys_enter *event)
{
    return call_begins(event->args[1], event->args[2]);
}

/// @alternative calls tracepoint
SEC("tracepoint/syscalls/sys_exit_openat")
int exit_openat(struct trace_event_raw_sys_exit *event)
{
    return call_returns(event);
}

/// @alternative calls tracepoint
/// @optional
SEC("tracepoint/syscalls/sys_enter_openat2")
int enter_openat2(struct trace_event_raw_sys_enter *event)
{
    return call_begins(event->args[1], flags_of(event->args[2]));
}

/// @alternative calls tracepoint
/// @optional
SEC("tracepoint/syscalls/sys_exit_openat2")
int exit_openat2(struct trace_event_raw_sys_exit *event)
{
    return call_returns(event);
}

/// @alternative calls tracepoint
/// @optional
SEC("tracepoint/syscalls/sys_enter_open")
int enter_open(struct trace_event_raw_sys_enter *event)
{
    return call_begins(event->args[0], event->args[1]);
}

/// @alternative calls tracepoint
/// @optional
SEC("tracepoint/syscalls/sys_exit_open")
int exit_open(struct trace_event_raw_sys_exit *event)
{
    return call_returns(event);
}

/// @alternative calls tracepoint
/// @optional
SEC("tracepoint/syscalls/sys_enter_creat")
int enter_creat(struct trace_event_raw_sys_enter *event)
{
    return call_begins(event->args[0], O_CREAT_WRONLY_TRUNC);
}

/// @alternative calls tracepoint
/// @optional
SEC("tracepoint/syscalls/sys_exit_creat")
int exit_creat(struct trace_event_raw_sys_exit *event)
{
    return call_returns(event);
}
