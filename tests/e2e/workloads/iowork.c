// SPDX-License-Identifier: GPL-3.0-or-later

// iowork FILE OTHER: 1,000 reads and 500 writes of FILE, each of a known size, through every system call of
// both families, with failing calls between. Calls on OTHER (the far end of sendfile and copy_file_range) are
// counted apart. Says "ready", waits for a line, works, then prints what a tracer must have seen:
//   tid N
//   FILE reads N writes N rbytes N wbytes N
//   OTHER reads N writes N rbytes N wbytes N

#define _GNU_SOURCE
#include "workload.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum {
    READS = 1000,
    WRITES = 500,
    READ_WAYS = 7,
    WRITE_WAYS = 7,
    CHUNK = 512,
};

struct Totals
{
    long reads, writes, readBytes, writtenBytes;
};

static struct Totals file, other;
static int fileFd, otherFd, readOnlyFd, writeOnlyFd;
static char buffer[CHUNK];
static void *volatile badAddress = (void *)8; // volatile: the compiler would see through it and warn

static void expect(ssize_t result, ssize_t size, const char *what)
{
    if (result != size)
        fail(what);
}

static void expectFailure(ssize_t result, int error, const char *what)
{
    if (result != -1 || errno != error)
        fail(what);
}

static struct iovec *halves(ssize_t size)
{
    static struct iovec vector[2];
    vector[0] = (struct iovec){buffer, (size_t)size / 2};
    vector[1] = (struct iovec){buffer + size / 2, (size_t)(size - size / 2)};
    return vector;
}

static void countRead(ssize_t bytes)
{
    file.reads++;
    file.readBytes += bytes;
}

static void countWrite(ssize_t bytes)
{
    file.writes++;
    file.writtenBytes += bytes;
}

static void countOther(ssize_t bytes, int written)
{
    *(written ? &other.writes : &other.reads) += 1;
    *(written ? &other.writtenBytes : &other.readBytes) += bytes;
}

static void readOnce(int way, ssize_t size)
{
    lseek(fileFd, 0, SEEK_SET);
    loff_t at = 0, to = 0;
    switch (way) {
    case 0:
        expect(read(fileFd, buffer, (size_t)size), size, "read");
        break;
    case 1:
        expect(readv(fileFd, halves(size), 2), size, "readv");
        break;
    case 2:
        expect(pread(fileFd, buffer, (size_t)size, 7), size, "pread64");
        break;
    case 3:
        expect(preadv(fileFd, halves(size), 2, 7), size, "preadv");
        break;
    case 4:
        expect(preadv2(fileFd, halves(size), 2, 7, 0), size, "preadv2");
        break;
    case 5:
        lseek(otherFd, 0, SEEK_SET);
        expect(sendfile(otherFd, fileFd, NULL, (size_t)size), size, "sendfile");
        countOther(size, 1);
        break;
    default:
        expect(copy_file_range(fileFd, &at, otherFd, &to, (size_t)size, 0), size, "copy_file_range");
        countOther(size, 1);
    }
    countRead(size);
}

static void writeOnce(int way, ssize_t size)
{
    lseek(fileFd, 0, SEEK_SET);
    loff_t at = 0, to = 0;
    switch (way) {
    case 0:
        expect(write(fileFd, buffer, (size_t)size), size, "write");
        break;
    case 1:
        expect(writev(fileFd, halves(size), 2), size, "writev");
        break;
    case 2:
        expect(pwrite(fileFd, buffer, (size_t)size, 7), size, "pwrite64");
        break;
    case 3:
        expect(pwritev(fileFd, halves(size), 2, 7), size, "pwritev");
        break;
    case 4:
        expect(pwritev2(fileFd, halves(size), 2, 7, 0), size, "pwritev2");
        break;
    case 5:
        lseek(otherFd, 0, SEEK_SET);
        expect(sendfile(fileFd, otherFd, NULL, (size_t)size), size, "sendfile");
        countOther(size, 0);
        break;
    default:
        expect(copy_file_range(otherFd, &at, fileFd, &to, (size_t)size, 0), size, "copy_file_range");
        countOther(size, 0);
    }
    countWrite(size);
}

// None of these may count: wrong direction, bad memory, bad descriptor, bad arguments, a descriptor that
// can't seek.
static void failOnce(int way)
{
    int pipes[2];
    switch (way) {
    case 0:
        expectFailure(write(readOnlyFd, buffer, 10), EBADF, "write to a file opened for reading");
        break;
    case 1:
        expectFailure(read(writeOnlyFd, buffer, 10), EBADF, "read from a file opened for writing");
        break;
    case 2:
        lseek(fileFd, 0, SEEK_SET);
        expectFailure(read(fileFd, badAddress, 10), EFAULT, "read to a bad address");
        break;
    case 3:
        expectFailure(pread(fileFd, buffer, 10, -1), EINVAL, "pread64 at a negative offset");
        break;
    case 4:
        expectFailure(readv(fileFd, badAddress, 2), EFAULT, "readv of a bad vector");
        break;
    case 5:
        expectFailure(read(-1, buffer, 10), EBADF, "read of no descriptor");
        break;
    case 6:
        expectFailure(sendfile(readOnlyFd, fileFd, NULL, 10), EBADF, "sendfile to a file opened for reading");
        break;
    case 7:
        expectFailure(copy_file_range(fileFd, NULL, readOnlyFd, NULL, 10, 0), EBADF,
                      "copy_file_range likewise");
        break;
    default:
        if (pipe(pipes))
            fail("pipe");
        expectFailure(pwrite(pipes[1], buffer, 10, 0), ESPIPE, "pwrite64 to a pipe");
        close(pipes[0]);
        close(pipes[1]);
    }
}

static int opened(const char *path, int flags)
{
    int fd = open(path, flags, 0600);
    if (fd < 0)
        fail(path);
    return fd;
}

// A file large enough for every call, made without a write.
static void fill(int fd)
{
    if (ftruncate(fd, 4 * CHUNK))
        fail("ftruncate");
}

static void report(const char *path, const struct Totals *totals)
{
    printf("%s reads %ld writes %ld rbytes %ld wbytes %ld\n", path, totals->reads, totals->writes,
           totals->readBytes, totals->writtenBytes);
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: iowork FILE OTHER\n");
        return 64;
    }
    fileFd = opened(argv[1], O_RDWR | O_CREAT | O_TRUNC);
    otherFd = opened(argv[2], O_RDWR | O_CREAT | O_TRUNC);
    readOnlyFd = opened(argv[1], O_RDONLY);
    writeOnlyFd = opened(argv[1], O_WRONLY);
    fill(fileFd);
    fill(otherFd);
    waitForStart();

    for (int i = 0; i < READS - 1; i++) {
        readOnce(i % READ_WAYS, 1 + i % CHUNK);
        if (i % 10 == 0)
            failOnce(i / 10 % 9);
    }
    for (int i = 0; i < WRITES; i++)
        writeOnce(i % WRITE_WAYS, 1 + i % CHUNK);
    // a read at the end of the file is a call that succeeds
    lseek(fileFd, 0, SEEK_END);
    expect(read(fileFd, buffer, 10), 0, "read at the end");
    countRead(0);

    printf("tid %ld\n", syscall(SYS_gettid));
    report(argv[1], &file);
    report(argv[2], &other);
    return 0;
}
