// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
/**
 * memleak - memory that was not given back
 * @category Memory
 * Which stacks allocated the memory that programs hold since the run began and have not freed: malloc,
 * calloc, realloc and their aligned sisters, less what free and realloc gave back. As a flame graph of bytes,
 * and each allocation with its size and the time that it was made.
 */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#define MAX_FRAMES 127

/// The library or program with the allocator: a name or path, a process id, or PID:libc for one process
const volatile char binary[256] = "libc";
/// This process only; 0 for all
const volatile __u32 pid = 0;
/// Leave smaller allocations out
/// @unit bytes
const volatile __u64 min_size = 0;
/// Leave larger allocations out
/// @unit bytes
const volatile __u64 max_size = -1;
/// The tracer's own process, left out
/// @hide
const volatile __u32 radiosonde_tgid = 0;

// Where memory was allocated.
struct site
{
    __u32 tgid;
    __s32 user_stack_id;
    char comm[16];
};

struct held
{
    __u64 bytes;
    __u64 allocations;
};

struct address
{
    __u64 address;
    __u32 tgid;
    __u32 unused;
};

struct allocation
{
    __u64 size;
    __u64 ts;
    struct site site;
};

enum allocator {
    MALLOC,
    CALLOC,
    REALLOC,
    ALIGNED_ALLOC,
    MEMALIGN,
    POSIX_MEMALIGN,
};

// A call that has not come back.
struct call
{
    __u64 allocator;
    __u64 sp; // where it began
    __u64 size;
    __u64 place;                  // posix_memalign: where it writes the address
    __u64 old;                    // realloc: what it was given
    struct allocation allocation; // of `old`; size 0: not known
};

/// Memory not freed
/// @view stacks total
/// @unit bytes
struct
{
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 65536);
    __type(key, struct site);
    __type(value, struct held);
} outstanding SEC(".maps");

/// Allocations not freed
/// @view top total sort=size
struct
{
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 262144);
    __type(key, struct address);
    __type(value, struct allocation);
} allocations SEC(".maps");

/// @hide
struct
{
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 16384);
    __type(key, __u32);
    __type(value, struct call);
} calls SEC(".maps");

struct
{
    __uint(type, BPF_MAP_TYPE_STACK_TRACE);
    __uint(max_entries, 65536);
    __uint(key_size, sizeof(__u32));
    __uint(value_size, MAX_FRAMES * sizeof(__u64));
} stacks SEC(".maps");

char LICENSE[] SEC("license") = "GPL";

static __always_inline bool is_wanted(void)
{
    __u32 process = bpf_get_current_pid_tgid() >> 32;

    return process != radiosonde_tgid && (!pid || process == pid);
}

// An allocator may call another one: the outer call counts, whose caller is the program.
static __always_inline void begins(struct pt_regs *context, struct call *call, enum allocator allocator)
{
    __u32 thread = bpf_get_current_pid_tgid();
    struct call *open = bpf_map_lookup_elem(&calls, &thread);

    call->allocator = allocator;
    call->sp = PT_REGS_SP(context);
    if (!is_wanted() || (open && open->allocator != allocator && call->sp < open->sp))
        return;
    bpf_map_update_elem(&calls, &thread, call, BPF_ANY);
}

static __always_inline void counts(const struct site *site, __s64 bytes, __s64 allocations_more)
{
    static const struct held none;
    struct held *held = bpf_map_lookup_elem(&outstanding, site);

    if (!held) {
        bpf_map_update_elem(&outstanding, site, &none, BPF_NOEXIST);
        held = bpf_map_lookup_elem(&outstanding, site);
    }
    if (!held)
        return;
    __sync_fetch_and_add(&held->bytes, bytes);
    __sync_fetch_and_add(&held->allocations, allocations_more);
}

static __always_inline void keep(__u64 address, const struct allocation *allocation)
{
    struct address key = {.address = address, .tgid = bpf_get_current_pid_tgid() >> 32};

    if (!bpf_map_update_elem(&allocations, &key, allocation, BPF_ANY))
        counts(&allocation->site, allocation->size, 1);
}

// What is forgotten before the call that frees it: behind it another thread may have the address already.
static __always_inline void forget(__u64 address, struct allocation *forgotten)
{
    struct address key = {.address = address, .tgid = bpf_get_current_pid_tgid() >> 32};
    struct allocation *known = bpf_map_lookup_elem(&allocations, &key);

    if (!known)
        return;
    *forgotten = *known;
    if (!bpf_map_delete_elem(&allocations, &key))
        counts(&forgotten->site, -forgotten->size, -1);
}

// The stack is taken when the call comes back: the caller's frame is then the innermost again.
static __always_inline void allocated(void *context, __u64 address, __u64 size)
{
    struct allocation allocation = {.size = size, .ts = bpf_ktime_get_ns()};

    if (!address || size < min_size || size > max_size)
        return;
    allocation.site.tgid = bpf_get_current_pid_tgid() >> 32;
    allocation.site.user_stack_id = bpf_get_stackid(context, &stacks, BPF_F_USER_STACK);
    bpf_get_current_comm(&allocation.site.comm, sizeof(allocation.site.comm));
    keep(address, &allocation);
}

static __always_inline bool returns(struct call *call, enum allocator allocator)
{
    __u32 thread = bpf_get_current_pid_tgid();
    struct call *known = bpf_map_lookup_elem(&calls, &thread);

    if (!known || known->allocator != allocator)
        return false;
    *call = *known;
    bpf_map_delete_elem(&calls, &thread);
    return true;
}

static __always_inline int returns_address(void *context, __u64 address, enum allocator allocator)
{
    struct call call;

    if (returns(&call, allocator))
        allocated(context, address, call.size);
    return 0;
}

SEC("uprobe/:malloc")
int BPF_KPROBE(malloc_enter, unsigned long size)
{
    struct call call = {.size = size};

    begins(ctx, &call, MALLOC);
    return 0;
}

SEC("uretprobe/:malloc")
int BPF_KRETPROBE(malloc_exit, unsigned long address)
{
    return returns_address(ctx, address, MALLOC);
}

SEC("uprobe/:calloc")
int BPF_KPROBE(calloc_enter, unsigned long count, unsigned long size)
{
    struct call call = {.size = count * size};

    begins(ctx, &call, CALLOC);
    return 0;
}

SEC("uretprobe/:calloc")
int BPF_KRETPROBE(calloc_exit, unsigned long address)
{
    return returns_address(ctx, address, CALLOC);
}

SEC("uprobe/:realloc")
int BPF_KPROBE(realloc_enter, unsigned long old, unsigned long size)
{
    struct call call = {.size = size, .old = old};

    if (is_wanted())
        forget(old, &call.allocation);
    begins(ctx, &call, REALLOC);
    return 0;
}

// One that failed leaves the memory as it was.
SEC("uretprobe/:realloc")
int BPF_KRETPROBE(realloc_exit, unsigned long address)
{
    struct call call;

    if (!returns(&call, REALLOC))
        return 0;
    if (!address && call.size && call.allocation.size)
        keep(call.old, &call.allocation);
    allocated(ctx, address, call.size);
    return 0;
}

/// @optional
SEC("uprobe/:aligned_alloc")
int BPF_KPROBE(aligned_alloc_enter, unsigned long alignment, unsigned long size)
{
    struct call call = {.size = size};

    begins(ctx, &call, ALIGNED_ALLOC);
    return 0;
}

/// @optional
SEC("uretprobe/:aligned_alloc")
int BPF_KRETPROBE(aligned_alloc_exit, unsigned long address)
{
    return returns_address(ctx, address, ALIGNED_ALLOC);
}

/// @optional
SEC("uprobe/:memalign")
int BPF_KPROBE(memalign_enter, unsigned long alignment, unsigned long size)
{
    struct call call = {.size = size};

    begins(ctx, &call, MEMALIGN);
    return 0;
}

/// @optional
SEC("uretprobe/:memalign")
int BPF_KRETPROBE(memalign_exit, unsigned long address)
{
    return returns_address(ctx, address, MEMALIGN);
}

/// @optional
SEC("uprobe/:posix_memalign")
int BPF_KPROBE(posix_memalign_enter, unsigned long place, unsigned long alignment, unsigned long size)
{
    struct call call = {.size = size, .place = place};

    begins(ctx, &call, POSIX_MEMALIGN);
    return 0;
}

/// @optional
SEC("uretprobe/:posix_memalign")
int BPF_KRETPROBE(posix_memalign_exit, int error)
{
    struct call call;
    __u64 address = 0;

    if (!returns(&call, POSIX_MEMALIGN) || error)
        return 0;
    if (bpf_probe_read_user(&address, sizeof(address), (void *)call.place))
        return 0;
    if (bpf_core_field_size(((struct task_struct *)0)->stack) == 4) // of a pointer there
        address = (__u32)address;
    allocated(ctx, address, call.size);
    return 0;
}

SEC("uprobe/:free")
int BPF_KPROBE(free_enter, unsigned long address)
{
    struct allocation forgotten;

    if (address && is_wanted())
        forget(address, &forgotten);
    return 0;
}
