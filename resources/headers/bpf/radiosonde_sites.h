/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
/*
 * Counts what a program wants to send and what the kernel could not take, per call of reserve and output, so that
 * produced = delivered + lost can be told exactly; and updates of maps that failed. Each call in the source is a
 * site; its number is an index of the map. The compile worker serves this file empty to programs that have no site,
 * so they carry no map.
 *
 * Additions are atomic although the map is per CPU: a program may be interrupted by another on the same CPU.
 */
#ifndef RADIOSONDE_SITES_H
#define RADIOSONDE_SITES_H

#define RADIOSONDE_MAX_SITES 64

struct radiosonde_site {
	__u64 attempts;
	__u64 failures;
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, RADIOSONDE_MAX_SITES);
	__type(key, __u32);
	__type(value, struct radiosonde_site);
} radiosonde_sites SEC(".maps");

/* `map` is here for the compile worker, which reads from the call which map the site writes to. */
static __always_inline void radiosonde_count(__u32 site, const void *map, int failed)
{
	struct radiosonde_site *counts;

	(void)map;
	if (site >= RADIOSONDE_MAX_SITES)
		return;
	counts = bpf_map_lookup_elem(&radiosonde_sites, &site);
	if (!counts)
		return;
	__sync_fetch_and_add(&counts->attempts, 1);
	if (failed)
		__sync_fetch_and_add(&counts->failures, 1);
}

/* Only what fails is counted: an update that goes well costs one comparison. An entry that was there already, or was
 * not, is what BPF_NOEXIST and BPF_EXIST ask about: no loss. */
static __always_inline void radiosonde_count_update(__u32 site, const void *map, long result)
{
	if (result < 0 && result != -17 /* EEXIST */ && result != -2 /* ENOENT */)
		radiosonde_count(site, map, 1);
}

/* The rest may hold a compound literal, whose commas would part it. */
#define bpf_map_update_elem(map, ...)                                                              \
	({                                                                                         \
		long radiosonde_r = (bpf_map_update_elem)(map, __VA_ARGS__);                       \
		radiosonde_count_update(__COUNTER__, map, radiosonde_r);                           \
		radiosonde_r;                                                                      \
	})

#ifdef RADIOSONDE_RINGS
#include <bpf/radiosonde_perf.h>
#else

/* A name in parentheses is the helper itself: a macro with arguments is not expanded there. */
#define bpf_ringbuf_reserve(ringbuf, size, flags)                                                  \
	({                                                                                         \
		void *radiosonde_r = (bpf_ringbuf_reserve)(ringbuf, size, flags);                  \
		radiosonde_count(__COUNTER__, ringbuf, !radiosonde_r);                             \
		radiosonde_r;                                                                      \
	})

#define bpf_ringbuf_output(ringbuf, data, size, flags)                                             \
	({                                                                                         \
		long radiosonde_r = (bpf_ringbuf_output)(ringbuf, data, size, flags);              \
		radiosonde_count(__COUNTER__, ringbuf, radiosonde_r != 0);                         \
		radiosonde_r;                                                                      \
	})

#endif

#define bpf_perf_event_output(ctx, map, flags, data, size)                                         \
	({                                                                                         \
		long radiosonde_r = (bpf_perf_event_output)(ctx, map, flags, data, size);          \
		radiosonde_count(__COUNTER__, map, radiosonde_r != 0);                             \
		radiosonde_r;                                                                      \
	})

#define bpf_ringbuf_reserve_dynptr(ringbuf, size, flags, ptr)                                      \
	({                                                                                         \
		long radiosonde_r = (bpf_ringbuf_reserve_dynptr)(ringbuf, size, flags, ptr);       \
		radiosonde_count(__COUNTER__, ringbuf, radiosonde_r != 0);                         \
		radiosonde_r;                                                                      \
	})

#endif
