// SPDX-License-Identifier: GPL-3.0-or-later

// stackwork spin MILLISECONDS: keeps one processor busy for so much processor time, 70 % of it in seventy(),
// 20 % in twenty() and 10 % in ten(), in turn. Says "ready", waits for a line, works, then prints "spun
// seventy NS twenty NS ten NS" with the processor time that each took. stackwork sleep COUNT: sleeps COUNT
// times for 20 ms; prints "slept NS" with the time that the sleeps took.

#define _GNU_SOURCE
#include "workload.h"

#include <string.h>
#include <time.h>

typedef long long nanoseconds;

static nanoseconds now(clockid_t clock)
{
    struct timespec time;
    clock_gettime(clock, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

// In the function that it is expanded in, so that its time is that function's own.
#define SPIN(goal)                                                                                           \
    nanoseconds begun = now(CLOCK_THREAD_CPUTIME_ID), spent = 0;                                             \
    while (spent < (goal)) {                                                                                 \
        for (volatile int i = 0; i < 20000; i++)                                                             \
            ;                                                                                                \
        spent = now(CLOCK_THREAD_CPUTIME_ID) - begun;                                                        \
    }                                                                                                        \
    return spent

static __attribute__((noinline)) nanoseconds seventy(nanoseconds goal)
{
    SPIN(goal);
}

static __attribute__((noinline)) nanoseconds twenty(nanoseconds goal)
{
    SPIN(goal);
}

static __attribute__((noinline)) nanoseconds ten(nanoseconds goal)
{
    SPIN(goal);
}

// In rounds that no sampling clock keeps step with. Each function goes on where its share says, so that what
// one round overshoots the next one makes good.
static __attribute__((noinline)) void spinAll(nanoseconds goal)
{
    enum { ROUND = 3700000 };
    nanoseconds spent[3] = {0, 0, 0};
    for (nanoseconds due = ROUND; due - ROUND < goal; due += ROUND) {
        spent[0] += seventy(due / 10 * 7 - spent[0]);
        spent[1] += twenty(due / 10 * 2 - spent[1]);
        spent[2] += ten(due / 10 - spent[2]);
    }
    printf("spun seventy %lld twenty %lld ten %lld\n", spent[0], spent[1], spent[2]);
}

static __attribute__((noinline)) nanoseconds sleepOnce(void)
{
    const struct timespec time = {0, 20000000};
    nanoseconds begun = now(CLOCK_MONOTONIC);
    nanosleep(&time, NULL);
    return now(CLOCK_MONOTONIC) - begun;
}

int main(int argc, char **argv)
{
    long count = countArgument(argc, argv, 2, 1000);
    if (argc < 2) {
        fprintf(stderr, "usage: stackwork spin MILLISECONDS | sleep COUNT\n");
        return 64;
    }
    waitForStart();
    if (strcmp(argv[1], "spin") == 0) {
        spinAll(count * 1000000LL);
    } else {
        nanoseconds slept = 0;
        for (long i = 0; i < count; i++)
            slept += sleepOnce();
        printf("slept %lld\n", slept);
    }
    return 0;
}
