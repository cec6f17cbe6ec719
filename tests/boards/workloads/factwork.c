// SPDX-License-Identifier: GPL-3.0-or-later

// factwork FILE: makes a process with facts that are known, by its own doing or from /proc, waits for a line,
// makes a few system calls for the probes of tests/boards/probes to see, and prints what each must have seen,
// as lines
//   PROBE NUMBER FIELD VALUE
// where NUMBER counts the probe's events, and "table" is a row of its table.

#define _GNU_SOURCE
#define _FILE_OFFSET_BITS 64
#include "tests/e2e/workloads/workload.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum {
    NICE = 7,
    OOM_SCORE = -500,
    FILES_NOW = 321,
    FILES_MOST = 654,
    READ_SIZE = 777,
    BAD_ADDRESS = 8,
    LEAST_STAT_FIELDS = 51, // of /proc/self/stat, proc(5)
};

static const char missing[] = "/no/such/place";
static const long long farAway = 5000000000; // beyond 32 bits
static char buffer[READ_SIZE + 1];

static void put(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY);
    if (fd < 0 || write(fd, text, strlen(text)) < 0)
        fail(path);
    close(fd);
}

static const char *contents(const char *path)
{
    static char text[4096];
    int fd = open(path, O_RDONLY);
    ssize_t size = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
    if (size < 0)
        fail(path);
    close(fd);
    text[size] = '\0';
    return text;
}

// The rest of a line of a /proc file behind `name`.
static unsigned long long valueIn(const char *path, const char *name, int base)
{
    const char *at = strstr(contents(path), name);
    if (!at)
        fail(name);
    return strtoull(at + strlen(name), NULL, base);
}

static unsigned long inodeOf(const char *path)
{
    struct stat status;
    if (stat(path, &status))
        fail(path);
    return (unsigned long)status.st_ino;
}

static void prepare(void)
{
    const struct rlimit limit = {FILES_NOW, FILES_MOST};
    put("/proc/self/oom_score_adj", "-500");
    if (setpriority(PRIO_PROCESS, 0, NICE) || setrlimit(RLIMIT_NOFILE, &limit) || chdir("/mnt"))
        fail("prepare");
}

static int makeFile(const char *path)
{
    int fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
    memset(buffer, 'x', READ_SIZE);
    memcpy(buffer, "known text", 10);
    if (fd < 0 || write(fd, buffer, READ_SIZE) != READ_SIZE || lseek(fd, farAway, SEEK_SET) != farAway)
        fail(path);
    return fd;
}

// What /proc tells of this process. Taken before any probe runs, since it takes reads and opens itself.
static unsigned long long stat_[LEAST_STAT_FIELDS + 1]; // from 1 on
static unsigned long long position, fileFlags, user, filesNow;
static char *hostname;

static void lookAtProc(int fd)
{
    char path[64];
    char *at = strrchr(contents("/proc/self/stat"), ')') + 4; // behind the name and the state
    for (int i = 4; i <= LEAST_STAT_FIELDS; i++)
        stat_[i] = strtoull(at, &at, 10);
    snprintf(path, sizeof path, "/proc/self/fdinfo/%d", fd);
    position = valueIn(path, "pos:", 10);
    fileFlags = valueIn(path, "flags:", 8);
    user = valueIn("/proc/self/status", "Uid:", 10);
    filesNow = valueIn("/proc/self/limits", "Max open files", 10);
    hostname = strdup(contents("/proc/sys/kernel/hostname"));
    hostname[strcspn(hostname, "\n")] = '\0';
}

static void tellTask(const char *path, int fd)
{
    struct stat status;
    if (fstat(fd, &status))
        fail(path);
    printf("task 0 pid %d\ntask 0 tgid %d\ntask 0 ppid %llu\n", getpid(), getpid(), stat_[4]);
    printf("task 0 uid %llu\ntask 0 nice %d\n", user, NICE);
    printf("task 0 oom_score_adj %d\ntask 0 comm factwork\ntask 0 hostname %s\n", OOM_SCORE, hostname);
    printf("task 0 start_code %llu\ntask 0 start_stack %llu\n", stat_[26], stat_[28]);
    printf("task 0 start_brk %llu\ntask 0 arg_start %llu\ntask 0 env_end %llu\n", stat_[47], stat_[48],
           stat_[51]);
    printf("task 0 arguments %llu\n", stat_[49] - stat_[48]);
    printf("task 0 nofile_now %llu\n", filesNow);
    printf("task 0 nofile_most %d\ntask 0 start_ticks %llu\n", FILES_MOST, stat_[22]);
    printf("task 0 cwd_inode %lu\ntask 0 file_inode %lu\n", inodeOf("/proc/self/cwd"), inodeOf(path));
    printf("task 0 file_position %llu\ntask 0 file_size %lld\n", position, (long long)status.st_size);
    // F_GETFL leaves out what the kernel adds by itself; fdinfo adds O_CLOEXEC, which belongs to the
    // descriptor.
    printf("task 0 file_flags %llu\n", fileFlags & ~(unsigned long long)O_CLOEXEC);
    printf("headers 0 pid %d\nheaders 0 ppid %llu\nheaders 0 comm factwork\n", getpid(), stat_[4]);
    printf("headers 0 cwd_inode %lu\n", inodeOf("/proc/self/cwd"));
}

static void tellCall(int index, long number, long result, const char *text, const void *path, const void *at,
                     size_t size, unsigned long sum)
{
    printf("calls %d number %ld\ncalls %d result %ld\n", index, number, index, result);
    printf("calls %d text %s\n", index, text);
    printf("calls %d path %lu\ncalls %d buffer %lu\n", index, (unsigned long)path, index, (unsigned long)at);
    printf("calls %d size %zu\ncalls %d sum %lu\n", index, size, index, sum);
}

static void tellRead(int index, unsigned long inode, const char *name, const void *at, long result)
{
    printf("registers %d inode %lu\nregisters %d name %s\n", index, inode, index, name);
    printf("registers %d buffer %lu\nregisters %d size %d\n", index, (unsigned long)at, index, READ_SIZE);
    printf("registers %d result %ld\nregisters %d same true\n", index, result, index);
}

static unsigned long weighted(unsigned long a, unsigned long b, unsigned long c)
{
    return a + 2 * b + 3 * c;
}

int main(int argc, char **argv)
{
    const char *path = argc > 1 ? argv[1] : "/mnt/facts";
    void *volatile bad = (void *)BAD_ADDRESS;
    prepare();
    const int fd = makeFile(path);
    lookAtProc(fd);
    const unsigned long inode = inodeOf(path);
    waitForStart();

    syscall(SYS_getpriority, PRIO_PROCESS,
            fd); // the probe is after the descriptor; what the call says does not matter
    /* As a long: the upper half of a register that holds an int is nobody's on 64-bit processors. */
    const long opened = syscall(SYS_openat, (long)AT_FDCWD, missing, O_RDONLY, 0);
    const long openError = opened < 0 ? errno : 0;
    lseek(fd, 0, SEEK_SET);
    const long got = syscall(SYS_read, fd, buffer, READ_SIZE);
    lseek(fd, 0, SEEK_SET);
    const long refused = syscall(SYS_read, fd, bad, READ_SIZE);
    if (openError != ENOENT || got != READ_SIZE || refused != -1 || errno != EFAULT)
        fail("factwork");

    tellTask(path, fd);
    tellCall(0, SYS_openat, -ENOENT, missing, missing, NULL, 0,
             weighted((unsigned long)AT_FDCWD, (unsigned long)missing, O_RDONLY));
    buffer[31] = '\0'; // as much of it as the probe takes
    tellCall(1, SYS_read, got, buffer, NULL, buffer, READ_SIZE,
             weighted((unsigned long)fd, (unsigned long)buffer, READ_SIZE));
    tellCall(2, SYS_read, -EFAULT, "", NULL, bad, READ_SIZE,
             weighted((unsigned long)fd, BAD_ADDRESS, READ_SIZE));
    char *name = basename(strdup(path));
    tellRead(0, inode, name, buffer, got);
    tellRead(1, inode, name, bad, -EFAULT);
    printf("table 0 inode %lu\ntable 0 reads 2\ntable 0 bytes %ld\n", inode, got);
    return 0;
}
