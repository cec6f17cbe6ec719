// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/sandbox.h"

#include "remote/loader/worker/syscall_filter.h"
#include "remote/wire/wire.h"

#include <csignal>
#include <fcntl.h>
#include <grp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace radiosonde
{

namespace
{

constexpr unsigned nobody = 65534; // the kernel's own overflow id: owns nothing anywhere

bool becomeNobody()
{
    if (geteuid() != 0)
        return true; // started by a person: the filter has to do
    return setgroups(0, nullptr) == 0 && setresgid(nobody, nobody, nobody) == 0 &&
           setresuid(nobody, nobody, nobody) == 0;
}

bool limit(__rlimit_resource_t resource, rlim_t most)
{
    rlimit limits{};
    if (getrlimit(resource, &limits) != 0)
        return false;
    if (limits.rlim_max > most)
        limits.rlim_max = most;
    limits.rlim_cur = limits.rlim_max;
    return setrlimit(resource, &limits) == 0;
}

bool limitResources()
{
    constexpr rlim_t memory = rlim_t(2) << 30;
    return limit(RLIMIT_NOFILE, WIRE_FD_LIMIT) && limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, memory) &&
           limit(RLIMIT_MEMLOCK, 0) && limit(RLIMIT_NPROC, 0);
}

} // namespace

bool enterSandbox(int keep)
{
    if (close_range(unsigned(keep) + 1, ~0u, 0) != 0 || !limitResources() || !becomeNobody())
        return false;
    return prctl(PR_SET_DUMPABLE, 0) == 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           installSyscallFilter();
}

} // namespace radiosonde
