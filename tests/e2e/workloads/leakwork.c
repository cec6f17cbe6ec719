// SPDX-License-Identifier: GPL-3.0-or-later

// leakwork COUNT: says "ready", waits for a line, then allocates COUNT times in each of leakMalloc(),
// leakCalloc(), leakRealloc() and leakAligned() and frees nothing of it, and as often in giveBack(), which
// frees all; prints "leaked malloc BYTES calloc BYTES realloc BYTES aligned BYTES".

#include "workload.h"

static long leaked[4];
static void *volatile kept; // so that no call is left out

static __attribute__((noinline)) void leakMalloc(long i)
{
    kept = malloc((size_t)(100 + i % 7));
    leaked[0] += 100 + i % 7;
}

static __attribute__((noinline)) void leakCalloc(long i)
{
    kept = calloc(3, (size_t)(10 + i % 5));
    leaked[1] += 3 * (10 + i % 5);
}

// Each grows, is moved, and only its last size counts.
static __attribute__((noinline)) void leakRealloc(long i)
{
    void *grown = realloc(NULL, 24);
    grown = realloc(grown, 300);
    kept = grown = realloc(grown, (size_t)(40 + i % 3));
    leaked[2] += 40 + i % 3;
}

static __attribute__((noinline)) void leakAligned(void)
{
    void *aligned = NULL;
    if (posix_memalign(&aligned, 64, 128) != 0)
        fail("posix_memalign");
    kept = aligned;
    leaked[3] += 128;
}

static __attribute__((noinline)) void giveBack(long i)
{
    void *first = malloc((size_t)(50 + i % 11));
    void *second = calloc(2, 33);
    kept = second;
    second = realloc(second, 500);
    kept = first;
    free(first);
    free(second);
    free(NULL);
}

int main(int argc, char **argv)
{
    long count = countArgument(argc, argv, 1, 1000);
    waitForStart();
    for (long i = 0; i < count; i++) {
        leakMalloc(i);
        leakCalloc(i);
        leakRealloc(i);
        leakAligned();
        giveBack(i);
    }
    printf("leaked malloc %ld calloc %ld realloc %ld aligned %ld\n", leaked[0], leaked[1], leaked[2],
           leaked[3]);
    return 0;
}
