/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
#include "rights.h"

#include "remote/wire/wire.h"

#include <linux/capability.h>
#include <linux/fcntl.h>
#include <linux/mount.h>
#include <linux/prctl.h>
#include <linux/resource.h>
#include <linux/sched.h>

#define LIMIT_NOFILE 7 /* RLIMIT_* of asm-generic/resource.h; the same on all four architectures */
#define LIMIT_MEMLOCK 8
#define SIGNAL_HUP 1
#define SIGNAL_INT 2
#define SIGNAL_PIPE 13
#define IGNORE 1 /* SIG_IGN */
#define SIGNAL_SET_SIZE 8

static void raise(int resource, uint64_t wanted)
{
    struct rlimit64 limit, more = {wanted, wanted};
    if (CALL4(__NR_prlimit64, 0, resource, 0, &limit) < 0)
        return;
    if (limit.rlim_cur >= wanted)
        return;
    if (limit.rlim_max >= wanted)
        more.rlim_max = limit.rlim_max;
    if (CALL4(__NR_prlimit64, 0, resource, &more, 0) == 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    CALL4(__NR_prlimit64, 0, resource, &limit, 0);
}

void rightsRaiseLimits(void)
{
    raise(LIMIT_MEMLOCK, UINT64_MAX);
    raise(LIMIT_NOFILE, WIRE_FD_LIMIT);
}

void rightsMountTracefs(void)
{
    static const char place[] = "/sys/kernel/tracing";
    if (CALL3(__NR_faccessat, AT_FDCWD, "/sys/kernel/tracing/events", 0) == 0)
        return;
    if (CALL1(__NR_unshare, CLONE_NEWNS) < 0)
        return;
    /* A slave, not private: nothing gets out, yet what others unmount is not kept busy from here. A root that
     * is no mount, as chroot makes it, cannot be told so: its /sys can. */
    if (CALL6(__NR_mount, "none", "/", 0, MS_REC | MS_SLAVE, 0, 0) == 0 ||
        CALL6(__NR_mount, "none", "/sys", 0, MS_REC | MS_SLAVE, 0, 0) == 0)
        CALL6(__NR_mount, "tracefs", place, "tracefs", 0, 0, 0);
}

/* The kernel's numbers, in the order of the bits of WIRE_CAP_*. */
static const uint8_t capabilities[] = {
    CAP_BPF,       CAP_PERFMON,   CAP_SYSLOG,  CAP_SYS_RESOURCE, CAP_SYS_PTRACE, CAP_DAC_READ_SEARCH,
    CAP_NET_ADMIN, CAP_SYS_ADMIN, CAP_NET_RAW,
};
_Static_assert(WIRE_CAP_NET_RAW == 1 << (sizeof capabilities - 1), "as many as there are bits");
#define CAPABILITIES (sizeof capabilities)

static long getCapabilities(struct __user_cap_data_struct data[2])
{
    struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    return CALL2(__NR_capget, &header, data);
}

uint32_t rightsEffective(void)
{
    struct __user_cap_data_struct data[2] = {{0}, {0}};
    uint32_t effective = 0;
    getCapabilities(data);
    for (unsigned i = 0; i < CAPABILITIES; i++) {
        const unsigned bit = capabilities[i];
        effective |= (data[bit / 32].effective >> bit % 32 & 1) << i;
    }
    return effective;
}

long rightsDrop(uint32_t keep)
{
    struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct data[2] = {{0}, {0}};
    const uint32_t kept = keep & rightsEffective();
    for (unsigned i = 0; i < CAPABILITIES; i++) {
        const unsigned bit = capabilities[i];
        data[bit / 32].effective |= (kept >> i & 1) << bit % 32;
    }
    data[0].permitted = data[0].effective;
    data[1].permitted = data[1].effective;
    CALL6(__NR_prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0, 0);
    CALL6(__NR_prctl, PR_SET_DUMPABLE, 0, 0, 0, 0, 0);
    return CALL2(__NR_capset, &header, data);
}

void rightsIgnoreSignals(void)
{
    static const uint8_t signals[] = {SIGNAL_HUP, SIGNAL_INT, SIGNAL_PIPE};
    long action[8] = {IGNORE}; /* the handler stands first, the rest is zero */
    for (unsigned i = 0; i < sizeof signals; i++)
        CALL4(__NR_rt_sigaction, signals[i], action, 0, SIGNAL_SET_SIZE);
}
