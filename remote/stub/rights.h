/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
/* What the stub may do on the target: limits raised, then capabilities dropped. */
#ifndef STUB_RIGHTS_H
#define STUB_RIGHTS_H

#include "system.h"

/* RLIMIT_MEMLOCK (bpf memory before 5.11) and RLIMIT_NOFILE (fds up to WIRE_FD_LIMIT) as far as they can be
 * raised. */
void rightsRaiseLimits(void);

/* Mounts tracefs where it belongs when nobody has, in a mount namespace of the stub's own: nothing changes
 * for others. Whether it worked shows when the host reads from there. */
void rightsMountTracefs(void);

/* WIRE_CAP_* that are effective. */
uint32_t rightsEffective(void);

/* Keeps those of WIRE_CAP_* in `keep` that are there; all others are gone for good. Negative errno. */
long rightsDrop(uint32_t keep);

/* Survives what a terminal or a closed pipe would end: the host decides, and end of file tells when it is
 * gone. */
void rightsIgnoreSignals(void);

#endif
