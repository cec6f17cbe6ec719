// SPDX-License-Identifier: GPL-3.0-or-later
// The load worker: libbpf over the kernel of a target. Started by the loader with a socket as descriptor 3.
#include "remote/loader/jobs.h"
#include "remote/loader/worker/fd_table.h"
#include "remote/loader/worker/host_link.h"
#include "remote/loader/worker/sandbox.h"
#include "remote/loader/worker/worker.h"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <malloc.h>

int main()
{
    using namespace radiosonde;
    const int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (null < 0 || fcntl(jobSocket, F_GETFD) < 0) {
        std::fprintf(stderr, "radiosonde-loader is a part of radiosonde and is not started by hand\n");
        return 64;
    }
    signal(SIGPIPE, SIG_IGN);
    // What one load freed serves the next: pages that went back to the kernel would have to be faulted in
    // again.
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 256 << 20);
    if (!enterSandbox(std::max(null, jobSocket))) {
        std::perror("radiosonde-loader: cannot enter its sandbox");
        return 1;
    }
    HostLink link(jobSocket);
    FdTable fds(null);
    Worker(link, fds).run();
}
