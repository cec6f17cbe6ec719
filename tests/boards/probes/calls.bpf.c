// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
// System calls by their tracepoints: signed results, indexed arguments, addresses of the traced program that wait in
// a map until its call ends. For openat() and read() of a program called "factwork".
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct call
{
    const char *path;
    const char *buffer;
    size_t size;
    long number;
};

struct
{
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 1024);
    __type(key, __u32);
    __type(value, struct call);
} under_way SEC(".maps");

struct result
{
    long number;
    long result;
    const char *path;
    const char *buffer;
    size_t size;
    char text[32];
    unsigned long sum; // of the arguments
};

struct
{
    __uint(type, BPF_MAP_TYPE_RINGBUF);
    __uint(max_entries, 1 << 20);
} results SEC(".maps");

struct
{
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 1024);
    __type(key, __u32);
    __type(value, unsigned long);
} sums SEC(".maps");

char LICENSE[] SEC("license") = "GPL";

static bool is_wanted(void)
{
    char comm[16] = {};

    bpf_get_current_comm(comm, sizeof(comm));
    return __builtin_memcmp(comm, "factwork", 9) == 0;
}

static int begin(struct trace_event_raw_sys_enter *event, const char *path, const char *buffer, size_t size)
{
    struct call call = {.path = path, .buffer = buffer, .size = size, .number = event->id};
    __u32 thread = bpf_get_current_pid_tgid();
    unsigned long sum = event->args[0] + 2 * event->args[1] + 3 * event->args[2];

    if (!is_wanted())
        return 0;
    bpf_map_update_elem(&sums, &thread, &sum, BPF_ANY);
    bpf_map_update_elem(&under_way, &thread, &call, BPF_ANY);
    return 0;
}

static int end(struct trace_event_raw_sys_exit *event)
{
    __u32 thread = bpf_get_current_pid_tgid();
    struct call *call = bpf_map_lookup_elem(&under_way, &thread);
    unsigned long *sum = bpf_map_lookup_elem(&sums, &thread);
    struct result *result;

    if (!call || !sum)
        return 0;
    result = bpf_ringbuf_reserve(&results, sizeof(*result), 0);
    if (!result)
        return 0;
    __builtin_memset(result, 0, sizeof(*result));
    result->number = event->id;
    result->result = event->ret;
    result->path = call->path;
    result->buffer = call->buffer;
    result->size = call->size;
    result->sum = *sum;
    if (call->path)
        bpf_probe_read_user_str(result->text, sizeof(result->text), call->path);
    else if (event->ret > 0)
        bpf_probe_read_user(result->text, sizeof(result->text) - 1, call->buffer);
    bpf_ringbuf_submit(result, 0);
    bpf_map_delete_elem(&under_way, &thread);
    return 0;
}

SEC("tracepoint/syscalls/sys_enter_openat")
int enter_openat(struct trace_event_raw_sys_enter *event)
{
    return begin(event, (const char *)event->args[1], NULL, 0);
}

SEC("tracepoint/syscalls/sys_enter_read")
int enter_read(struct trace_event_raw_sys_enter *event)
{
    return begin(event, NULL, (const char *)event->args[1], event->args[2]);
}

SEC("tracepoint/syscalls/sys_exit_openat")
int exit_openat(struct trace_event_raw_sys_exit *event)
{
    return end(event);
}

SEC("tracepoint/syscalls/sys_exit_read")
int exit_read(struct trace_event_raw_sys_exit *event)
{
    return end(event);
}
