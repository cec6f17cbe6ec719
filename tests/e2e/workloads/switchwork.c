// SPDX-License-Identifier: GPL-3.0-or-later

// switchwork [ROUNDS]: two threads hand a byte to and fro through two pipes, ROUNDS (20,000) times: each
// round is two reads that wait, two writes and two wake-ups at least. Says "ready", waits for a line, works,
// then prints "rounds N".

#define _GNU_SOURCE
#include "workload.h"

#include <pthread.h>
#include <unistd.h>

static int there[2];
static int back[2];

static void pass(int from, int to)
{
    char byte = 0;
    if (read(from, &byte, 1) != 1 || write(to, &byte, 1) != 1)
        fail("pass");
}

static void *answer(void *rounds)
{
    for (long i = 0; i < *(long *)rounds; ++i)
        pass(there[0], back[1]);
    return NULL;
}

int main(int argc, char **argv)
{
    long rounds = countArgument(argc, argv, 1, 20000);
    pthread_t other;
    char byte = 'x';
    if (pipe(there) || pipe(back) || pthread_create(&other, NULL, answer, &rounds))
        fail("switchwork");
    waitForStart();
    for (long i = 0; i < rounds; ++i) {
        if (write(there[1], &byte, 1) != 1 || read(back[0], &byte, 1) != 1)
            fail("switchwork");
    }
    pthread_join(other, NULL);
    printf("rounds %ld\n", rounds);
    return 0;
}
