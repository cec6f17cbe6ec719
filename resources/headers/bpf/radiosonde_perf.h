/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
/*
 * Ring buffers on kernels that have none (before 5.8): the same source, compiled to perf buffers. A record is put
 * together in scratch memory of the CPU and goes out whole. RADIOSONDE_RINGS(X), which the compile worker defines,
 * names the program's ring buffers: X(1, first) X(2, second).
 *
 * Perf buffers are written through the program's context. radiosonde_context() stands for it wherever the call is;
 * the compile worker puts the program's first argument in its place.
 *
 * A program that interrupts another between reserve and submit finds the scratch memory taken: its record is lost and
 * counted.
 */
#ifndef RADIOSONDE_PERF_H
#define RADIOSONDE_PERF_H

#define BPF_MAP_TYPE_RINGBUF BPF_MAP_TYPE_PERF_EVENT_ARRAY

#define RADIOSONDE_MOST 8192 /* bytes of a record */
#define RADIOSONDE_THIS_CPU 0xffffffffULL

struct radiosonde_scratch {
	__u32 busy;
	__u32 ring;
	__u32 site;
	__u32 size;
	__u8 data[RADIOSONDE_MOST + 8];
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct radiosonde_scratch);
} radiosonde_scratch SEC(".maps");

extern void *radiosonde_context(void);

static __always_inline struct radiosonde_scratch *radiosonde_find_scratch(void)
{
	__u32 zero = 0;

	return bpf_map_lookup_elem(&radiosonde_scratch, &zero);
}

/* Adds to the counts of a call that was counted before. */
static __always_inline void radiosonde_recount(__u32 site, __s64 attempts, __u64 failures)
{
	struct radiosonde_site *counts = 0;

	if (site < RADIOSONDE_MAX_SITES)
		counts = bpf_map_lookup_elem(&radiosonde_sites, &site);
	if (!counts)
		return;
	__sync_fetch_and_add(&counts->attempts, attempts);
	__sync_fetch_and_add(&counts->failures, failures);
}

static __always_inline void *radiosonde_take_scratch(__u32 ring, __u32 site, __u64 size)
{
	struct radiosonde_scratch *scratch = radiosonde_find_scratch();

	if (!scratch || scratch->busy || size > RADIOSONDE_MOST)
		return 0;
	scratch->busy = 1;
	scratch->ring = ring;
	scratch->site = site;
	scratch->size = size;
	return scratch->data;
}

/*
 * The kernel pads a sample so that it ends, with the four bytes of its size, at a multiple of eight, and pads with
 * what stands there. Zeros of ours go out instead.
 */
static __always_inline __u64 radiosonde_pad(struct radiosonde_scratch *scratch, __u64 size)
{
#pragma unroll
	for (int i = 0; i < 7; i++)
		scratch->data[size + i] = 0;
	size = ((size + 3) & ~7ULL) + 4;
	barrier_var(size); /* the verifier loses the bound on the way */
	return size <= RADIOSONDE_MOST + 8 ? size : RADIOSONDE_MOST + 8;
}

#define RADIOSONDE_NUMBER_OF(number, map)                                                          \
	if (radiosonde_p == (const void *)&map)                                                    \
		radiosonde_n = number;

#define RADIOSONDE_RING_NUMBER(ringbuf)                                                            \
	({                                                                                         \
		const void *radiosonde_p = ringbuf;                                                \
		__u32 radiosonde_n = 0;                                                            \
		RADIOSONDE_RINGS(RADIOSONDE_NUMBER_OF)                                             \
		radiosonde_n;                                                                      \
	})

#define RADIOSONDE_SEND_TO(number, map)                                                            \
	if (radiosonde_n == number)                                                                \
		radiosonde_e = (bpf_perf_event_output)(radiosonde_context(), &map,                 \
						       RADIOSONDE_THIS_CPU, radiosonde_s->data,    \
						       radiosonde_pad(radiosonde_s, radiosonde_l));

#define RADIOSONDE_SEND(scratch, ring, size)                                                       \
	({                                                                                         \
		struct radiosonde_scratch *radiosonde_s = scratch;                                 \
		__u64 radiosonde_l = size;                                                         \
		__u32 radiosonde_n = ring;                                                         \
		long radiosonde_e = -1;                                                            \
		barrier_var(radiosonde_l);                                                         \
		if (radiosonde_l <= RADIOSONDE_MOST) {                                             \
			RADIOSONDE_RINGS(RADIOSONDE_SEND_TO)                                       \
		}                                                                                  \
		radiosonde_e;                                                                      \
	})

#define bpf_ringbuf_reserve(ringbuf, size, flags)                                                  \
	({                                                                                         \
		const __u32 radiosonde_c = __COUNTER__;                                            \
		void *radiosonde_r = radiosonde_take_scratch(RADIOSONDE_RING_NUMBER(ringbuf),      \
							     radiosonde_c, size);                  \
		radiosonde_count(radiosonde_c, ringbuf, !radiosonde_r);                            \
		radiosonde_r;                                                                      \
	})

#define bpf_ringbuf_submit(record, flags)                                                          \
	({                                                                                         \
		struct radiosonde_scratch *radiosonde_t = radiosonde_find_scratch();               \
		(void)(record);                                                                    \
		if (radiosonde_t) {                                                                \
			if (RADIOSONDE_SEND(radiosonde_t, radiosonde_t->ring, radiosonde_t->size)) \
				radiosonde_recount(radiosonde_t->site, 0, 1);                      \
			radiosonde_t->busy = 0;                                                    \
		}                                                                                  \
	})

/* What is given back was never produced. */
#define bpf_ringbuf_discard(record, flags)                                                         \
	({                                                                                         \
		struct radiosonde_scratch *radiosonde_t = radiosonde_find_scratch();               \
		(void)(record);                                                                    \
		if (radiosonde_t) {                                                                \
			radiosonde_recount(radiosonde_t->site, -1, 0);                             \
			radiosonde_t->busy = 0;                                                    \
		}                                                                                  \
	})

#define bpf_ringbuf_output(ringbuf, record, length, flags)                                         \
	({                                                                                         \
		struct radiosonde_scratch *radiosonde_t = radiosonde_find_scratch();               \
		const __u32 radiosonde_o = RADIOSONDE_RING_NUMBER(ringbuf);                        \
		__u64 radiosonde_m = length;                                                       \
		long radiosonde_r = -1;                                                            \
		barrier_var(radiosonde_m);                                                         \
		if (radiosonde_t && !radiosonde_t->busy && radiosonde_m <= RADIOSONDE_MOST) {      \
			radiosonde_t->busy = 1;                                                    \
			bpf_probe_read(radiosonde_t->data, radiosonde_m, record);                  \
			radiosonde_r = RADIOSONDE_SEND(radiosonde_t, radiosonde_o, radiosonde_m);  \
			radiosonde_t->busy = 0;                                                    \
		}                                                                                  \
		radiosonde_count(__COUNTER__, ringbuf, radiosonde_r != 0);                         \
		radiosonde_r;                                                                      \
	})

#define bpf_ringbuf_query(ringbuf, flags) ((__u64)0)

#endif
