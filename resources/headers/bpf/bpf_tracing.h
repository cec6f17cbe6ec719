/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
/* libbpf's bpf_tracing.h, the names that later versions added, and the program counter of 32-bit ARM. */
#ifndef RADIOSONDE_BPF_TRACING_H
#define RADIOSONDE_BPF_TRACING_H

#include <libbpf/bpf_tracing.h>

#ifdef bpf_target_arm /* the register called ip there is r12; the program counter is r15 (asm/ptrace.h, ARM_pc) */
#undef __PT_IP_REG
#define __PT_IP_REG uregs[15]
#endif

#ifndef BPF_UPROBE /* libbpf 1.2 */
#define BPF_UPROBE(name, args...) BPF_KPROBE(name, ##args)
#define BPF_URETPROBE(name, args...) BPF_KRETPROBE(name, ##args)
#endif

#endif
