/* SPDX-License-Identifier: GPL-3.0-or-later OR BSD-2-Clause */
/* What the stub needs of a C library: raw system calls, clocks, bytes. Failures are negative errno values. */
#ifndef STUB_SYSTEM_H
#define STUB_SYSTEM_H

#include <stddef.h>
#include <stdint.h>

#include <asm/unistd.h>
#include <linux/errno.h>
#include <linux/poll.h>
#include <linux/uio.h>

#define NS_PER_MS 1000000u
#define NS_PER_S 1000000000u
#define NEVER UINT64_MAX /* as a time: none */

#ifdef __NR_fcntl64
#define STUB_NR_FCNTL __NR_fcntl64
#else
#define STUB_NR_FCNTL __NR_fcntl
#endif

/* In start/<arch>.S. */
long systemCall(long nr, long a, long b, long c, long d, long e, long f);
/* The same code, for calls that look at no more arguments: these need not be cleared. */
long systemCall3(long nr, long a, long b, long c);
long systemCall4(long nr, long a, long b, long c, long d);

#define CALL6(nr, a, b, c, d, e, f)                                                                          \
    systemCall((nr), (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), (long)(f))
#define CALL4(nr, a, b, c, d) systemCall4((nr), (long)(a), (long)(b), (long)(c), (long)(d))
#define CALL3(nr, a, b, c) systemCall3((nr), (long)(a), (long)(b), (long)(c))
#define CALL2(nr, a, b) CALL3(nr, a, b, 0)
#define CALL1(nr, a) CALL3(nr, a, 0, 0)

/* Kept out of the one function that the linker would make of all: large frames make long addresses. */
#define APART __attribute__((noinline))

/* Did a call that returns an address fail? */
static inline int isError(long result)
{
    return (unsigned long)result > -4096ul;
}

/* From the front on, so that it also moves bytes towards the front. */
void *memcpy(void *to, const void *from, size_t size);
void *memset(void *to, int byte, size_t size);
int memcmp(const void *left, const void *right, size_t size);

_Noreturn void exitProcess(int status);

/* Nanoseconds of CLOCK_*. */
uint64_t clockNs(int clock);
uint64_t monotonicNs(void);

/* ppoll without a signal mask. timeout: ns, or NEVER. */
long pollFds(struct pollfd *fds, unsigned count, uint64_t timeout);

/* protection and flags as of mmap(2); page: of the file, in pages. */
long mapPages(size_t size, int protection, int flags, int fd, size_t page, size_t pageSize);
void unmapPages(void *address, size_t size);
/* Gives whole pages of memory back; it reads as zeroes afterwards. */
void dropPages(void *begin, size_t size, size_t pageSize);

/* O_RDONLY, never blocking, never a controlling terminal. */
long openFile(const char *path);
/* Up to size bytes of a small file; negative errno when it can't be opened or read. */
long readFile(const char *path, void *to, size_t size);

/* The decimal number at *at, which moves past its digits. */
uint32_t parseNumber(const char **at);

#endif
