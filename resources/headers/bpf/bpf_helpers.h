/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
/* libbpf's bpf_helpers.h; on top of it the counters that make loss exact, and what later versions added. */
#ifndef RADIOSONDE_BPF_HELPERS_H
#define RADIOSONDE_BPF_HELPERS_H

#include <libbpf/bpf_helpers.h>
#include <bpf/radiosonde_sites.h>

#ifndef bpf_ksym_exists /* libbpf 1.2 */
#define bpf_ksym_exists(symbol) (!!(symbol))
#endif

#endif
