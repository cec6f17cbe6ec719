// SPDX-License-Identifier: GPL-3.0-or-later

// openwork FILE [COUNT [FAILING]]: opens FILE COUNT (10,000) times, by openat, openat2 and, where the machine
// has it, open in turn, and a file that is not there (FILE.missing) FAILING (0) times. Says "ready", waits
// for a line, works, then prints "opened N failed N tid N nanoseconds N" with the time that the work took.

#define _GNU_SOURCE
#include "workload.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { WAYS = 3 };

static long openOnce(const char *path, long way)
{
    struct open_how how = {.flags = O_RDONLY};
#ifdef SYS_open
    if (way % WAYS == 1)
        return syscall(SYS_open, path, O_RDONLY);
#endif
    if (way % WAYS == 2) {
        long fd = syscall(SYS_openat2, AT_FDCWD, path, &how, sizeof how);
        if (fd >= 0 || errno != ENOSYS)
            return fd;
    }
    return syscall(SYS_openat, AT_FDCWD, path, O_RDONLY);
}

static long long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

int main(int argc, char **argv)
{
    long count = countArgument(argc, argv, 2, 10000);
    long failing = countArgument(argc, argv, 3, 0);
    char missing[4096];
    if (argc < 2) {
        fprintf(stderr, "usage: openwork FILE [COUNT [FAILING]]\n");
        return 64;
    }
    snprintf(missing, sizeof missing, "%s.missing", argv[1]);
    waitForStart();
    long long begun = now();
    for (long i = 0; i < count; i++) {
        long fd = openOnce(argv[1], i);
        if (fd < 0)
            fail(argv[1]);
        close((int)fd);
    }
    long long ended = now();
    for (long i = 0; i < failing; i++)
        if (openOnce(missing, i) >= 0)
            fail(missing);
    printf("opened %ld failed %ld tid %ld nanoseconds %lld\n", count, failing, syscall(SYS_gettid),
           ended - begun);
    return 0;
}
