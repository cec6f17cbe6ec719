// SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause
/**
 * cachestat - hits and misses of the page cache
 * @category Memory
 * How often pages of files were found in the page cache, how often they had to be brought there, and how
 * often buffers in it were written to, over time.
 *
 * An access that is no write is a hit unless its page was added to the cache. The kernel counts neither:
 * these are differences of calls, so a short interval may come out below zero.
 */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

/// Accesses that found their page
__s64 hits = 0;
/// Pages that had to be brought in
__s64 misses = 0;
/// Buffers written to
__s64 dirtied = 0;

char LICENSE[] SEC("license") = "GPL";

static __always_inline int accessed(void)
{
    __sync_fetch_and_add(&hits, 1);
    return 0;
}

static __always_inline int added(void)
{
    __sync_fetch_and_add(&hits, -1);
    __sync_fetch_and_add(&misses, 1);
    return 0;
}

// A page that is written to was counted as one that was added.
static __always_inline int page_dirtied(void)
{
    __sync_fetch_and_add(&hits, 1);
    __sync_fetch_and_add(&misses, -1);
    return 0;
}

// A buffer that is written to was counted as an access.
static __always_inline int buffer_dirtied(void)
{
    __sync_fetch_and_add(&hits, -1);
    __sync_fetch_and_add(&dirtied, 1);
    return 0;
}

/// @alternative accesses folio
SEC("kprobe/folio_mark_accessed")
int folio_accessed(void *context)
{
    return accessed();
}

/// @alternative accesses page
SEC("kprobe/mark_page_accessed")
int page_accessed(void *context)
{
    return accessed();
}

/// @alternative additions folio
SEC("kprobe/filemap_add_folio")
int folio_added(void *context)
{
    return added();
}

/// @alternative additions page
SEC("kprobe/add_to_page_cache_lru")
int page_added(void *context)
{
    return added();
}

/// @alternative writes folio
SEC("tracepoint/writeback/writeback_dirty_folio")
int folio_written(void *context)
{
    return page_dirtied();
}

/// @alternative writes page
SEC("tracepoint/writeback/writeback_dirty_page")
int page_written(void *context)
{
    return page_dirtied();
}

SEC("kprobe/mark_buffer_dirty")
int buffer_written(void *context)
{
    return buffer_dirtied();
}
