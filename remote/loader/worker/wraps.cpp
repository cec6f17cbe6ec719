// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/wraps.h"

#include "remote/loader/worker/boundary.h"
#include "remote/loader/worker/local_calls.h"

#include <cerrno>
#include <climits>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>
#include <zlib.h>

// The linker puts these in the place of libc's functions (ld --wrap). What libbpf does not need is refused; a
// new libbpf that calls something new fails the build (check_symbols.cmake) and not somebody's machine.

static radiosonde::Boundary *boundary = nullptr; // libc's functions carry no context

void radiosonde::installBoundary(Boundary &installed)
{
    boundary = &installed;
}

static int refuse(int error)
{
    errno = error;
    return -1;
}

static void copyName(char (&to)[65], const std::string &name)
{
    std::snprintf(to, sizeof to, "%s", name.c_str());
}

extern "C" {

int __real_fcntl64(int fd, int command, ...);
void *__real_mmap64(void *at, size_t length, int protection, int flags, int fd, off64_t offset);

long __wrap_syscall(long number, ...)
{
    va_list list;
    va_start(list, number);
    unsigned long a[5];
    for (unsigned long &argument : a)
        argument = va_arg(list, unsigned long);
    va_end(list);
    switch (number) {
    case SYS_bpf:
        return boundary->bpf(uint32_t(a[0]), reinterpret_cast<void *>(a[1]), uint32_t(a[2]));
    case SYS_perf_event_open:
        return boundary->perfEventOpen(reinterpret_cast<const perf_event_attr *>(a[0]), int(a[1]), int(a[2]),
                                       int(a[3]), a[4]);
    case SYS_dup3:
        return boundary->isRemote(int(a[0])) ? boundary->duplicate(int(a[0]), int(a[1])) : refuse(EBADF);
    case SYS_memfd_create: // a number that libbpf keeps for a map to come
        return boundary->fds().reserve();
    default:
        return refuse(ENOSYS);
    }
}

int __wrap_dup3(int fd, int onto, int)
{
    return boundary->isRemote(fd) ? boundary->duplicate(fd, onto) : refuse(EBADF);
}

int __wrap_close(int fd)
{
    return boundary ? boundary->close(fd) : radiosonde::localClose(fd);
}

int __wrap_ioctl(int fd, unsigned long request, ...)
{
    va_list list;
    va_start(list, request);
    const auto argument = va_arg(list, unsigned long);
    va_end(list);
    return boundary->isRemote(fd) ? boundary->control(fd, request, argument) : refuse(ENOTTY);
}

int __wrap_fcntl64(int fd, int command, ...)
{
    va_list list;
    va_start(list, command);
    const auto argument = va_arg(list, long);
    va_end(list);
    if (boundary->isRemote(fd) && (command == F_DUPFD_CLOEXEC || command == F_DUPFD))
        return boundary->duplicateAbove(fd, int(argument));
    return __real_fcntl64(fd, command, argument);
}

// A map's memory cannot be shared with another machine: libbpf gets a private copy to write initial values
// to, and keeps the one that it has when it asks for the map in its place.
void *__wrap_mmap64(void *at, size_t length, int protection, int flags, int fd, off64_t offset)
{
    if (fd >= 0 && boundary->isRemote(fd)) {
        if (flags & MAP_FIXED)
            return at;
        return __real_mmap64(at, length, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    }
    return __real_mmap64(at, length, protection, flags, fd, offset);
}

int __wrap_open64(const char *path, int flags, ...)
{
    return boundary->files().open(path, flags);
}

FILE *__wrap_fopen64(const char *path, const char *mode)
{
    const int fd =
        boundary->files().open(path, std::strcspn(mode, "wa+") == std::strlen(mode) ? O_RDONLY : O_RDWR);
    return fd < 0 ? nullptr : fdopen(fd, "r");
}

gzFile __wrap_gzopen64(const char *path, const char *)
{
    const int fd = boundary->files().open(path, O_RDONLY);
    return fd < 0 ? nullptr : gzdopen(fd, "r");
}

int __wrap_faccessat(int, const char *path, int, int)
{
    return boundary->files().access(path);
}

int __wrap_access(const char *path, int)
{
    return boundary->files().access(path);
}

int __wrap_uname(utsname *to)
{
    const radiosonde::TargetJob &target = boundary->kernel().target();
    *to = {};
    copyName(to->sysname, target.sysname);
    copyName(to->nodename, target.nodename);
    copyName(to->release, target.release);
    copyName(to->version, target.version);
    copyName(to->machine, target.machine);
    return 0;
}

long __wrap_sysconf(int name)
{
    const radiosonde::TargetJob &target = boundary->kernel().target();
    if (name == _SC_PAGESIZE)
        return target.pageSize;
    return name == _SC_NPROCESSORS_CONF || name == _SC_NPROCESSORS_ONLN ? long(target.cpus) : refuse(EINVAL);
}

int __wrap_getpagesize()
{
    return int(boundary->kernel().target().pageSize);
}

// The stub raises its own limit before anything is loaded.
int __wrap_setrlimit64(int, const void *)
{
    return 0;
}

int __wrap_getrlimit64(int, rlimit64 *to)
{
    *to = {RLIM64_INFINITY, RLIM64_INFINITY};
    return 0;
}

char *__wrap___realpath_chk(const char *path, char *to, size_t size)
{
    const size_t length = std::strlen(path) + 1;
    if (!to || length > size || length > PATH_MAX) {
        errno = ENAMETOOLONG;
        return nullptr;
    }
    return static_cast<char *>(std::memcpy(to, path, length));
}

char *__wrap_realpath(const char *path, char *to)
{
    return __wrap___realpath_chk(path, to, to ? PATH_MAX : 0);
}

int __wrap_mkdir(const char *, unsigned)
{
    return refuse(EROFS);
}
int __wrap_unlink(const char *)
{
    return refuse(EROFS);
}
int __wrap_statfs64(const char *, void *)
{
    return refuse(ENOENT);
}
int __wrap_socket(int, int, int)
{
    return refuse(EAFNOSUPPORT);
}
int __wrap_epoll_create1(int)
{
    return refuse(ENOSYS);
}
unsigned __wrap_geteuid()
{
    return 0;
} // libbpf's advice to people depends on it; ours does not
char *__wrap_getenv(const char *)
{
    return nullptr;
}

} // extern "C"
