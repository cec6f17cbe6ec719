// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the workload programs share. They are plain C and static, so that they run on any board.

#include <stdio.h>
#include <stdlib.h>

// Ends the program: `what` failed with errno.
static inline void fail(const char *what)
{
    perror(what);
    exit(1);
}

// Tells the test that the workload is ready and waits for its word: a line, or the end of standard input, on
// stdin.
static inline void waitForStart(void)
{
    int c;
    printf("ready\n");
    fflush(stdout);
    do
        c = getchar();
    while (c != '\n' && c != EOF);
}

// A count from the command line, `fallback` where it has none.
static inline long countArgument(int argc, char **argv, int index, long fallback)
{
    char *end = NULL;
    long count = fallback;
    if (index < argc) {
        count = strtol(argv[index], &end, 10);
        if (*end != '\0' || count < 0) {
            fprintf(stderr, "%s: not a count\n", argv[index]);
            exit(64);
        }
    }
    return count;
}
