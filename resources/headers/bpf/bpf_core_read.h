/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
/*
 * libbpf's bpf_core_read.h, made right for 32-bit kernels.
 *
 * A BPF program's pointers and longs are 64 bits wide, those of a 32-bit kernel are 32. libbpf's macros read as many
 * bytes as the program's type has, so each hop over a pointer picks up the neighbouring field as its upper half. Here a
 * hop reads as many bytes as the field has on the target (a CO-RE relocation) into a value that was zeroed.
 */
#ifndef RADIOSONDE_BPF_CORE_READ_H
#define RADIOSONDE_BPF_CORE_READ_H

#include <libbpf/bpf_core_read.h>

#ifdef __TARGET_ARCH_arm

/* `function` arrives here as it was written, so that its name tells whether the field can be relocated. */
#undef ___read
#define ___read(function, dst, src_type, src, accessor) ___read_##function(dst, src_type, src, accessor)

#define ___read_plain(function, dst, src_type, src, accessor)                                      \
	function((void *)(dst), sizeof(*(dst)), &((src_type)(src))->accessor)

#define ___read_sized(function, dst, src_type, src, accessor)                                      \
	({                                                                                         \
		__u32 ___size = bpf_core_field_size(((src_type)(src))->accessor);                  \
		__builtin_memset((void *)(dst), 0, sizeof(*(dst)));                                \
		function((void *)(dst), ___size < sizeof(*(dst)) ? ___size : sizeof(*(dst)),       \
			 &((src_type)(src))->accessor);                                            \
	})

#define ___read_bpf_core_read(d, t, s, a) ___read_sized(bpf_core_read, d, t, s, a)
#define ___read_bpf_core_read_user(d, t, s, a) ___read_sized(bpf_core_read_user, d, t, s, a)
#define ___read_bpf_core_read_str(d, t, s, a) ___read_plain(bpf_core_read_str, d, t, s, a)
#define ___read_bpf_core_read_user_str(d, t, s, a) ___read_plain(bpf_core_read_user_str, d, t, s, a)
#define ___read_bpf_probe_read(d, t, s, a) ___read_plain(bpf_probe_read, d, t, s, a)
#define ___read_bpf_probe_read_str(d, t, s, a) ___read_plain(bpf_probe_read_str, d, t, s, a)
#define ___read_bpf_probe_read_kernel(d, t, s, a) ___read_plain(bpf_probe_read_kernel, d, t, s, a)
#define ___read_bpf_probe_read_kernel_str(d, t, s, a) ___read_plain(bpf_probe_read_kernel_str, d, t, s, a)
#define ___read_bpf_probe_read_user(d, t, s, a) ___read_plain(bpf_probe_read_user, d, t, s, a)
#define ___read_bpf_probe_read_user_str(d, t, s, a) ___read_plain(bpf_probe_read_user_str, d, t, s, a)

#endif

#endif
