// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
// Arguments and results of a kernel function from the registers, and a kernel pointer as value and key of maps. For
// reads of a program called "factwork".
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

struct call
{
    struct file *file;
    char *buffer;
    size_t size;
    bool same; // the arguments, in two ways
};

struct
{
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 1024);
    __type(key, __u32);
    __type(value, struct call);
} under_way SEC(".maps");

struct place
{
    struct file *file;
    unsigned long inode;
};

struct total
{
    unsigned long reads;
    size_t bytes;
};

/// Reads by file
/// @view top total
struct
{
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 1024);
    __type(key, struct place);
    __type(value, struct total);
} files SEC(".maps");

struct result
{
    struct file *file;
    unsigned long inode;
    char name[32];
    char *buffer;
    size_t size;
    ssize_t result;
    bool same;
};

struct
{
    __uint(type, BPF_MAP_TYPE_RINGBUF);
    __uint(max_entries, 1 << 20);
} results SEC(".maps");

char LICENSE[] SEC("license") = "GPL";

SEC("kprobe/vfs_read")
int BPF_KPROBE(begin, struct file *file, char *buffer, size_t size)
{
    __u32 thread = bpf_get_current_pid_tgid();
    struct call call = {.file = file, .buffer = buffer, .size = size};
    char comm[16] = {};

    bpf_get_current_comm(comm, sizeof(comm));
    if (__builtin_memcmp(comm, "factwork", 9))
        return 0;
    call.same = (struct file *)PT_REGS_PARM1(ctx) == file && (char *)PT_REGS_PARM2_CORE(ctx) == buffer &&
                PT_REGS_PARM3(ctx) == size;
    bpf_map_update_elem(&under_way, &thread, &call, BPF_ANY);
    return 0;
}

static void add(struct file *file, unsigned long inode, ssize_t bytes)
{
    struct place key = {.file = file, .inode = inode};
    struct total none = {}, *total;

    bpf_map_update_elem(&files, &key, &none, BPF_NOEXIST);
    total = bpf_map_lookup_elem(&files, &key);
    if (!total)
        return;
    total->reads++;
    if (bytes > 0)
        total->bytes += bytes;
}

SEC("kretprobe/vfs_read")
int BPF_KRETPROBE(end, ssize_t bytes)
{
    __u32 thread = bpf_get_current_pid_tgid();
    struct call *call = bpf_map_lookup_elem(&under_way, &thread);
    struct result *result;
    struct file *file;

    if (!call)
        return 0;
    file = call->file;
    result = bpf_ringbuf_reserve(&results, sizeof(*result), 0);
    if (!result)
        return 0;
    __builtin_memset(result, 0, sizeof(*result));
    result->file = file;
    result->inode = BPF_CORE_READ(file, f_inode, i_ino);
    bpf_probe_read_kernel_str(result->name, sizeof(result->name),
                              BPF_CORE_READ(file, f_path.dentry, d_name.name));
    result->buffer = call->buffer;
    result->size = call->size;
    result->result = bytes;
    result->same = call->same;
    add(file, result->inode, bytes);
    bpf_ringbuf_submit(result, 0);
    bpf_map_delete_elem(&under_way, &thread);
    return 0;
}
