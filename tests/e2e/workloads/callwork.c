// SPDX-License-Identifier: GPL-3.0-or-later

// callwork COUNT [RATE]: calls getpid COUNT times with the numbers 0, 1, 2... as (unused) first argument,
// RATE times a second (0: as fast as it goes). Says "ready", waits for a line, works, then prints "calls N
// nanoseconds N".

#define _GNU_SOURCE
#include "workload.h"

#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { BATCH = 100 }; // calls between two looks at the clock

static long long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

int main(int argc, char **argv)
{
    long count = countArgument(argc, argv, 1, 1000);
    long rate = countArgument(argc, argv, 2, 0);
    waitForStart();
    long long begun = now();
    for (long i = 0; i < count; i++) {
        syscall(SYS_getpid, i);
        while (rate > 0 && i % BATCH == 0 && (double)i / (double)rate > (double)(now() - begun) / 1e9)
            usleep(200);
    }
    printf("calls %ld nanoseconds %lld\n", count, now() - begun);
    return 0;
}
