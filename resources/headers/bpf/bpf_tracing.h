/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
/* libbpf's bpf_tracing.h, and the names that later versions added. */
#ifndef RADIOSONDE_BPF_TRACING_H
#define RADIOSONDE_BPF_TRACING_H

#include <libbpf/bpf_tracing.h>

#ifndef BPF_UPROBE /* libbpf 1.2 */
#define BPF_UPROBE(name, args...) BPF_KPROBE(name, ##args)
#define BPF_URETPROBE(name, args...) BPF_KRETPROBE(name, ##args)
#endif

#endif
