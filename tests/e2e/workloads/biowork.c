// SPDX-License-Identifier: GPL-3.0-or-later

// biowork DEVICE [COUNT]: writes COUNT (1,000) blocks of 4 KiB to DEVICE past the page cache, each a request
// of its own. Says "ready", waits for a line, works, then prints "writes N".

#define _GNU_SOURCE
#include "workload.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum {
    BLOCK = 4096,
    BLOCKS_OF_DEVICE = 1024, // written over and over
};

int main(int argc, char **argv)
{
    static char block[BLOCK] __attribute__((aligned(BLOCK)));
    long count = countArgument(argc, argv, 2, 1000);
    if (argc < 2) {
        fprintf(stderr, "usage: biowork DEVICE [COUNT]\n");
        return 64;
    }
    int fd = open(argv[1], O_RDWR | O_DIRECT);
    if (fd < 0)
        fail(argv[1]);
    memset(block, 'b', sizeof block);
    waitForStart();
    for (long i = 0; i < count; i++)
        if (pwrite(fd, block, sizeof block, i % BLOCKS_OF_DEVICE * BLOCK) != BLOCK)
            fail("pwrite");
    printf("writes %ld\n", count);
    return 0;
}
