/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
/* libbpf's bpf_helpers.h; on top of it the counters that make loss exact, and what later versions added. */
#ifndef RADIOSONDE_BPF_HELPERS_H
#define RADIOSONDE_BPF_HELPERS_H

#ifdef __KERNEL__ /* a probe that includes the kernel's own headers */
#include <uapi/linux/bpf.h>
#endif
#include <libbpf/bpf_helpers.h>
#include <bpf/radiosonde_sites.h>

#ifndef bpf_ksym_exists /* libbpf 1.2 */
#define bpf_ksym_exists(symbol) (!!(symbol))
#endif

/* The kernel extends the address by its sign there, and no other address: a 32-bit target's has no upper half. */
#ifdef __TARGET_ARCH_arm
#define bpf_get_current_task() ((__u64)(__u32)(bpf_get_current_task)())
#endif

#endif
