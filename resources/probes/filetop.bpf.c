// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
/**
 * filetop - reads and writes by file
 * @category Files
 * Which files each thread reads and writes, how often and how much, for each interval.
 *
 * Every system call of the read, write, sendfile and copy_file_range families counts that came back without
 * an error, with the bytes that it returned: a read at the end of a file is a read of 0 bytes. sendfile and
 * copy_file_range are a read of the one file and a write of the other. Input and output through io_uring, AIO
 * and memory mappings is not seen.
 *
 * The programs come in alternatives that give the same rows. Those on the kernel's own functions cost nothing
 * to system calls of other kinds; those on the end of every system call need neither kprobes nor trampolines.
 * Return probes on functions stand late in the row: the kernel has a few dozen of them at most, and readers
 * that wait use them up.
 */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#define NAME_SIZE 63
#define MODE_TYPE 0170000
#define MODE_REGULAR 0100000
#define MODE_SOCKET 0140000
#define UNACCOUNTED (1u << 29) // FMODE_NOACCOUNT

/// Count all files: sockets, pipes, terminals and devices too, not only regular ones
const volatile bool all_files = false;
/// Count this process only; 0 for all
const volatile __u32 pid = 0;
/// The tracer's own process, left out
/// @hide
const volatile __u32 radiosonde_tgid = 0;

struct use_key
{
    /// @hide
    __u64 inode;
    /// @hide
    __u32 dev;
    __u32 tid;
};

struct use
{
    char comm[16];
    __u64 reads;
    __u64 writes;
    /// Bytes read
    /// @unit bytes
    __u64 rbytes;
    /// Bytes written
    /// @unit bytes
    __u64 wbytes;
    /// R for a regular file, S for a socket, O for others
    char type;
    char file[NAME_SIZE];
};

/// Reads and writes by file
/// @view top interval sort=rbytes
struct
{
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 10240);
    __type(key, struct use_key);
    __type(value, struct use);
} uses SEC(".maps");

char LICENSE[] SEC("license") = "GPL";

enum direction { READING, WRITING };

static __always_inline bool wanted_process(void)
{
    __u32 tgid = bpf_get_current_pid_tgid() >> 32;

    return tgid != radiosonde_tgid && (!pid || tgid == pid);
}

static __always_inline char type_of(__u16 mode)
{
    switch (mode & MODE_TYPE) {
    case MODE_REGULAR:
        return 'R';
    case MODE_SOCKET:
        return 'S';
    default:
        return 'O';
    }
}

static __always_inline struct use *use_of(struct file *file, struct inode *inode, char type)
{
    struct use_key key = {};
    struct use fresh = {};
    struct use *use;

    key.inode = BPF_CORE_READ(inode, i_ino);
    key.dev = BPF_CORE_READ(inode, i_sb, s_dev);
    key.tid = bpf_get_current_pid_tgid();
    use = bpf_map_lookup_elem(&uses, &key);
    if (use)
        return use;

    bpf_get_current_comm(fresh.comm, sizeof(fresh.comm));
    fresh.type = type;
    bpf_probe_read_kernel_str(fresh.file, sizeof(fresh.file),
                              BPF_CORE_READ(file, f_path.dentry, d_name.name));
    bpf_map_update_elem(&uses, &key, &fresh, BPF_NOEXIST);
    return bpf_map_lookup_elem(&uses, &key);
}

// Plain additions will do: the thread itself is part of the key.
static __noinline int count(struct file *file, enum direction direction, __u64 bytes)
{
    struct inode *inode = BPF_CORE_READ(file, f_inode);
    char type = type_of(BPF_CORE_READ(inode, i_mode));
    struct use *use;

    if (type != 'R' && !all_files)
        return 0;
    use = use_of(file, inode, type);
    if (!use)
        return 0;
    if (direction == READING) {
        use->reads++;
        use->rbytes += bytes;
    } else {
        use->writes++;
        use->wbytes += bytes;
    }
    return 0;
}

// The open file behind a descriptor of the current task.
static __always_inline struct file *file_of(int fd)
{
    struct task_struct *task = (void *)bpf_get_current_task();
    struct fdtable *table = BPF_CORE_READ(task, files, fdt);
    void *files = BPF_CORE_READ(table, fd);
    __u32 width = bpf_core_field_size(table->fd); // of a pointer: the target may be a 32-bit machine
    struct file *file = 0;

    if ((__u32)fd >= BPF_CORE_READ(table, max_fds))
        return 0;
    bpf_probe_read_kernel(&file, width, files + (__u64)fd * width);
    return file;
}

static __always_inline void count_descriptor(int fd, enum direction direction, __u64 bytes)
{
    struct file *file = file_of(fd);

    if (file)
        count(file, direction, bytes);
}

// A file that overlayfs or another stacked file system has opened for itself, below the one that the caller
// knows: the kernel does not count such files among those that are open.
static __always_inline bool is_backing(struct file *file)
{
    return BPF_CORE_READ(file, f_mode) & UNACCOUNTED;
}

/*
 * Alternative 1: at the return of the kernel's functions, where arguments and result are both at hand.
 */
static __always_inline int returned(struct file *file, enum direction direction, __s64 result)
{
    if (result >= 0 && wanted_process())
        count(file, direction, result);
    return 0;
}

/// @alternative calls fentry
SEC("fexit/vfs_read")
int BPF_PROG(vfs_read_exit, struct file *file, char *buffer, size_t size, loff_t *position, ssize_t result)
{
    return returned(file, READING, result);
}

/// @alternative calls fentry
SEC("fexit/vfs_write")
int BPF_PROG(vfs_write_exit, struct file *file, const char *buffer, size_t size, loff_t *position,
             ssize_t result)
{
    return returned(file, WRITING, result);
}

/// @alternative calls fentry
SEC("fexit/vfs_readv")
int BPF_PROG(vfs_readv_exit, struct file *file, const struct iovec *vector, unsigned long length,
             loff_t *position, int flags, ssize_t result)
{
    return returned(file, READING, result);
}

/// @alternative calls fentry
SEC("fexit/vfs_writev")
int BPF_PROG(vfs_writev_exit, struct file *file, const struct iovec *vector, unsigned long length,
             loff_t *position, int flags, ssize_t result)
{
    return returned(file, WRITING, result);
}

/// @alternative calls fentry
SEC("fexit/do_sendfile")
int BPF_PROG(do_sendfile_exit, int out_fd, int in_fd, loff_t *position, size_t size, loff_t limit,
             ssize_t result)
{
    if (result < 0 || !wanted_process())
        return 0;
    count_descriptor(in_fd, READING, result);
    count_descriptor(out_fd, WRITING, result);
    return 0;
}

/// @alternative calls fentry
SEC("fexit/vfs_copy_file_range")
int BPF_PROG(vfs_copy_exit, struct file *in, loff_t in_position, struct file *out, loff_t out_position,
             size_t size, unsigned int flags, ssize_t result)
{
    if (is_backing(in))
        return 0;
    returned(in, READING, result);
    return returned(out, WRITING, result);
}

/*
 * Alternatives 2 and 4: at the end of every system call, from its number and its arguments as they still
 * stand in the registers. `direct` tells that the registers may be loaded without a helper.
 */
#define UNUSED __attribute__((unused)) // on the architectures that have no such programs

enum family { OTHER_CALL, READ_CALL, WRITE_CALL, SENDFILE_CALL, COPY_CALL };

#define CASE_READ(read, pread64, readv, preadv, preadv2)                                                     \
    case read:                                                                                               \
    case pread64:                                                                                            \
    case readv:                                                                                              \
    case preadv:                                                                                             \
    case preadv2:                                                                                            \
        return READ_CALL
#define CASE_WRITE(write, pwrite64, writev, pwritev, pwritev2)                                               \
    case write:                                                                                              \
    case pwrite64:                                                                                           \
    case writev:                                                                                             \
    case pwritev:                                                                                            \
    case pwritev2:                                                                                           \
        return WRITE_CALL

// Of x86's 32-bit programs.
static __always_inline UNUSED enum family family_i386(long number)
{
    switch (number) {
        CASE_READ(3, 180, 145, 333, 378);
        CASE_WRITE(4, 181, 146, 334, 379);
    case 187:
    case 239:
        return SENDFILE_CALL;
    case 377:
        return COPY_CALL;
    }
    return OTHER_CALL;
}

static __always_inline UNUSED enum family family_x86_64(long number)
{
    switch (number) {
        CASE_READ(0, 17, 19, 295, 327);
        CASE_WRITE(1, 18, 20, 296, 328);
    case 40:
        return SENDFILE_CALL;
    case 326:
        return COPY_CALL;
    }
    return OTHER_CALL;
}

// Of 32-bit ARM, and of its programs on arm64.
static __always_inline UNUSED enum family family_arm(long number)
{
    switch (number) {
        CASE_READ(3, 180, 145, 361, 392);
        CASE_WRITE(4, 181, 146, 362, 393);
    case 187:
    case 239:
        return SENDFILE_CALL;
    case 391:
        return COPY_CALL;
    }
    return OTHER_CALL;
}

// Of arm64, riscv64 and all newer architectures.
static __always_inline UNUSED enum family family_generic(long number)
{
    switch (number) {
        CASE_READ(63, 67, 65, 69, 286);
        CASE_WRITE(64, 68, 66, 70, 287);
    case 71:
        return SENDFILE_CALL;
    case 285:
        return COPY_CALL;
    }
    return OTHER_CALL;
}

#define LOAD(registers, field) (direct ? (registers)->field : BPF_CORE_READ(registers, field))

#if defined(__TARGET_ARCH_x86)

#define USER32_CS 0x23
#define IS_32BIT(registers) (LOAD(registers, cs) == USER32_CS)
#define NUMBER(registers) LOAD(registers, orig_ax)
#define FAMILY(number, is32bit) ((is32bit) ? family_i386(number) : family_x86_64(number))
#define ARGUMENT1(registers, is32bit) ((is32bit) ? LOAD(registers, bx) : LOAD(registers, di))
#define ARGUMENT2(registers, is32bit) ((is32bit) ? LOAD(registers, cx) : LOAD(registers, si))
#define ARGUMENT3(registers, is32bit) LOAD(registers, dx)

#elif defined(__TARGET_ARCH_arm64)

#define MODE_32BIT 0x10
#define IS_32BIT(registers) (LOAD(registers, pstate) & MODE_32BIT)
#define NUMBER(registers) LOAD(registers, syscallno)
#define FAMILY(number, is32bit) ((is32bit) ? family_arm(number) : family_generic(number))
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
#define FAMILY(number, is32bit) family_arm(number)
#define ARGUMENT1(registers, is32bit) LOAD(registers, uregs[17])
#define ARGUMENT2(registers, is32bit) LOAD(registers, uregs[1])
#define ARGUMENT3(registers, is32bit) LOAD(registers, uregs[2])

#else
#error "filetop knows the system calls of x86, arm64, riscv and arm"
#endif

static __always_inline int call_ended(struct pt_regs *registers, __s64 result, const bool direct)
{
    bool is32bit UNUSED = IS_32BIT(registers);
    enum family family = FAMILY(NUMBER(registers), is32bit);
    int in = -1, out = -1;

    if (family == OTHER_CALL || result < 0 || !wanted_process())
        return 0;
    switch (family) {
    case READ_CALL:
        in = ARGUMENT1(registers, is32bit);
        break;
    case WRITE_CALL:
        out = ARGUMENT1(registers, is32bit);
        break;
    case SENDFILE_CALL:
        in = ARGUMENT2(registers, is32bit);
        out = ARGUMENT1(registers, is32bit);
        break;
    default:
        in = ARGUMENT1(registers, is32bit);
        out = ARGUMENT3(registers, is32bit);
    }
    count_descriptor(in, READING, result);
    count_descriptor(out, WRITING, result);
    return 0;
}

/// @alternative calls tp_btf
SEC("tp_btf/sys_exit")
int BPF_PROG(sys_exit_btf, struct pt_regs *registers, long result)
{
    return call_ended(registers, result, true);
}

/*
 * Alternative 3: entry and return of the kernel's functions. A call is kept by thread and kind in between. Not on
 * 32-bit ARM, whose compiler puts vfs_readv into some of its callers, and where vfs_copy_file_range's second file is
 * passed on the stack.
 */
#if !defined(__TARGET_ARCH_arm)

struct call_key
{
    __u32 tid;
    __u32 family; // of which a call may stand below one of another, but below its own only on a backing file
};

struct call
{
    struct file *in;
    struct file *out;
};

struct
{
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 10240);
    __type(key, struct call_key);
    __type(value, struct call);
} calls SEC(".maps");

static __always_inline int call_begins(enum family family, struct file *in, struct file *out)
{
    struct call_key key = {.tid = bpf_get_current_pid_tgid(), .family = family};
    struct call call = {.in = in, .out = out};

    if (wanted_process())
        bpf_map_update_elem(&calls, &key, &call, BPF_ANY);
    return 0;
}

static __always_inline int call_returns(enum family family, __s64 result)
{
    struct call_key key = {.tid = bpf_get_current_pid_tgid(), .family = family};
    struct call *stored = bpf_map_lookup_elem(&calls, &key);
    struct call call;

    if (!stored)
        return 0;
    call = *stored;
    bpf_map_delete_elem(&calls, &key);
    if (result < 0)
        return 0;
    if (call.in)
        count(call.in, READING, result);
    if (call.out)
        count(call.out, WRITING, result);
    return 0;
}

/// @alternative calls kprobe
SEC("kprobe/vfs_read")
int BPF_KPROBE(vfs_read_begins, struct file *file)
{
    return call_begins(READ_CALL, file, 0);
}

/// @alternative calls kprobe
SEC("kretprobe/vfs_read")
int BPF_KRETPROBE(vfs_read_returns, ssize_t result)
{
    return call_returns(READ_CALL, result);
}

/// @alternative calls kprobe
SEC("kprobe/vfs_readv")
int BPF_KPROBE(vfs_readv_begins, struct file *file)
{
    return call_begins(READ_CALL, file, 0);
}

/// @alternative calls kprobe
SEC("kretprobe/vfs_readv")
int BPF_KRETPROBE(vfs_readv_returns, ssize_t result)
{
    return call_returns(READ_CALL, result);
}

/// @alternative calls kprobe
SEC("kprobe/vfs_write")
int BPF_KPROBE(vfs_write_begins, struct file *file)
{
    return call_begins(WRITE_CALL, 0, file);
}

/// @alternative calls kprobe
SEC("kretprobe/vfs_write")
int BPF_KRETPROBE(vfs_write_returns, ssize_t result)
{
    return call_returns(WRITE_CALL, result);
}

/// @alternative calls kprobe
SEC("kprobe/vfs_writev")
int BPF_KPROBE(vfs_writev_begins, struct file *file)
{
    return call_begins(WRITE_CALL, 0, file);
}

/// @alternative calls kprobe
SEC("kretprobe/vfs_writev")
int BPF_KRETPROBE(vfs_writev_returns, ssize_t result)
{
    return call_returns(WRITE_CALL, result);
}

/// @alternative calls kprobe
SEC("kprobe/do_sendfile")
int BPF_KPROBE(do_sendfile_begins, int out_fd, int in_fd)
{
    return call_begins(SENDFILE_CALL, file_of(in_fd), file_of(out_fd));
}

/// @alternative calls kprobe
SEC("kretprobe/do_sendfile")
int BPF_KRETPROBE(do_sendfile_returns, ssize_t result)
{
    return call_returns(SENDFILE_CALL, result);
}

/// @alternative calls kprobe
SEC("kprobe/vfs_copy_file_range")
int BPF_KPROBE(vfs_copy_begins, struct file *in, loff_t in_position, struct file *out)
{
    return is_backing(in) ? 0 : call_begins(COPY_CALL, in, out);
}

/// @alternative calls kprobe
SEC("kretprobe/vfs_copy_file_range")
int BPF_KRETPROBE(vfs_copy_returns, ssize_t result)
{
    return call_returns(COPY_CALL, result);
}

#endif

/// @alternative calls raw_tp
SEC("raw_tp/sys_exit")
int BPF_PROG(sys_exit_raw, struct pt_regs *registers, long result)
{
    return call_ended(registers, result, false);
}
