// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/trace_files.h"

#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

namespace radiosonde
{

bool showTraceFiles()
{
    if (access("/sys/kernel/tracing/events", F_OK) == 0)
        return true;
    return unshare(CLONE_NEWNS) == 0 && mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
           mount("tracefs", "/sys/kernel/tracing", "tracefs", 0, nullptr) == 0 &&
           mount("debugfs", "/sys/kernel/debug", "debugfs", 0, nullptr) == 0;
}

} // namespace radiosonde
