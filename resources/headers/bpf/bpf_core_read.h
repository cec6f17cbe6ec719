/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
#include <libbpf/bpf_core_read.h>
