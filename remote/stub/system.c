/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
#include "system.h"

#include <linux/fcntl.h>
#include <linux/mman.h>
#include <linux/time.h>

void *memcpy(void *to, const void *from, size_t size)
{
    unsigned char *target = to;
    const unsigned char *source = from;
    while (size--)
        *target++ = *source++;
    return to;
}

void *memset(void *to, int byte, size_t size)
{
    unsigned char *target = to;
    while (size--)
        *target++ = (unsigned char)byte;
    return to;
}

int memcmp(const void *left, const void *right, size_t size)
{
    const unsigned char *a = left, *b = right;
    for (; size; size--, a++, b++) {
        if (*a != *b)
            return *a - *b;
    }
    return 0;
}

void exitProcess(int status)
{
    for (;;)
        CALL1(__NR_exit_group, status);
}

struct time64
{
    int64_t seconds, nanoseconds;
};

uint64_t clockNs(int clock)
{
    struct time64 now = {0, 0};
#ifdef __NR_clock_gettime64
    if (CALL2(__NR_clock_gettime64, clock, &now) < 0) { /* before Linux 5.1 */
        int32_t old[2] = {0, 0};
        CALL2(__NR_clock_gettime, clock, old);
        now.seconds = old[0];
        now.nanoseconds = old[1];
    }
#else
    CALL2(__NR_clock_gettime, clock, &now);
#endif
    return (uint64_t)now.seconds * NS_PER_S + (uint64_t)now.nanoseconds;
}

uint64_t monotonicNs(void)
{
    return clockNs(CLOCK_MONOTONIC);
}

long pollFds(struct pollfd *fds, unsigned count, uint64_t timeout)
{
    /* Less than a second at a time, and no division: 32-bit ARM has no instruction for it and no library
     * here. */
    const struct time64 wait = {0, timeout < NS_PER_S ? (int64_t)timeout : NS_PER_S - 1};
#ifdef __NR_ppoll_time64
    const long result = CALL4(__NR_ppoll_time64, fds, count, &wait, 0);
    if (result != -ENOSYS)
        return result;
    const int32_t old[2] = {0, (int32_t)wait.nanoseconds};
    return CALL4(__NR_ppoll, fds, count, old, 0);
#else
    return CALL4(__NR_ppoll, fds, count, &wait, 0);
#endif
}

long mapPages(size_t size, int protection, int flags, int fd, size_t page, size_t pageSize)
{
#ifdef __NR_mmap2
    return CALL6(__NR_mmap2, 0, size, protection, flags, fd, page * (pageSize / 4096));
#else
    return CALL6(__NR_mmap, 0, size, protection, flags, fd, page * pageSize);
#endif
}

void unmapPages(void *address, size_t size)
{
    CALL2(__NR_munmap, address, size);
}

void dropPages(void *begin, size_t size, size_t pageSize)
{
    const uintptr_t first = ((uintptr_t)begin + pageSize - 1) & ~(uintptr_t)(pageSize - 1);
    const uintptr_t last = ((uintptr_t)begin + size) & ~(uintptr_t)(pageSize - 1);
    if (last > first)
        CALL3(__NR_madvise, first, last - first, MADV_DONTNEED);
}

long openFile(const char *path)
{
    return CALL4(__NR_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0);
}

long readFile(const char *path, void *to, size_t size)
{
    const long fd = openFile(path);
    if (fd < 0)
        return fd;
    const long result = CALL3(__NR_read, fd, to, size);
    CALL1(__NR_close, fd);
    return result;
}

uint32_t parseNumber(const char **at)
{
    uint32_t number = 0;
    for (; **at >= '0' && **at <= '9'; (*at)++)
        number = number * 10 + (uint32_t)(**at - '0');
    return number;
}
