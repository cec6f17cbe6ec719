/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Calls functions a known number of times, for probes to count. Each line on standard input is a number of
 * calls: they are made, then "done" is written.
 */
#include "usdt.h"

#include <stdio.h>
#include <stdlib.h>

#if __SIZEOF_LONG__ == 8
#define LONG_SIZE "8"
#else
#define LONG_SIZE "4"
#endif

unsigned short work_semaphore __attribute__((section(".probes"), used));

__attribute__((noinline)) long work_step(long value)
{
    __asm__ volatile("" : "+r"(value));
    return value * 2;
}

/* Its second instruction is one that the kernel must have executed apart. */
__attribute__((noinline, naked)) long work_stepped(void)
{
#if defined(__x86_64__)
    __asm__("xor %eax, %eax\n ret");
#elif defined(__aarch64__)
    __asm__("mov x0, #0\n ret");
#else
    __asm__("mov r0, #0\n bx lr");
#endif
}

__attribute__((noinline)) static long work_hidden(long value)
{
    __asm__ volatile("" : "+r"(value));
    return value + 1;
}

__attribute__((noinline)) static void fire(long value)
{
    volatile int inMemory = (int)-value;
    volatile long wide = value * 1000000007L;
    USDT("work", "plain", "0", "-4@%0 " LONG_SIZE "@%1 -4@%2", "i"(-9), "r"(value + 0L), "m"(inMemory));
    if (work_semaphore)
        USDT("work", "guarded", "work_semaphore", LONG_SIZE "@%0", "m"(wide));
}

#ifdef WORK_LIBRARY
int library_step(int value);
#endif

int main(void)
{
    char line[32];
    setvbuf(stdout, NULL, _IOLBF, 0);
    puts("ready");
    while (fgets(line, sizeof line, stdin)) {
        long sum = 0;
        for (long i = 0, count = atol(line); i < count; ++i) {
            sum += work_step(i) + work_hidden(i) + work_stepped();
            fire(i + 1);
#ifdef WORK_LIBRARY
            sum += library_step((int)i);
#endif
        }
        printf("done %ld\n", sum);
    }
    return 0;
}
