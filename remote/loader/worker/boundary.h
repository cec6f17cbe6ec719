// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/loader/worker/fd_table.h"
#include "remote/loader/worker/kernel.h"
#include "remote/loader/worker/remote_files.h"

#include <linux/bpf.h>
#include <linux/perf_event.h>
#include <optional>
#include <vector>

namespace radiosonde
{

// The program that the target's kernel refused last: its line table stands in the call and nowhere else.
struct RefusedProgram
{
    std::string name; // as the kernel would know it, 15 characters at most
    std::vector<bpf_line_info> lines;
};

// Where libbpf meets a kernel: each function answers as the system call of its name would, on the target.
// Errors are -1 with errno. wraps.cpp puts libbpf's calls to libc through here.
class Boundary
{
public:
    Boundary(Kernel &kernel, FdTable &fds, RemoteFiles &files) : m_kernel(kernel), m_fds(fds), m_files(files)
    {
    }

    long bpf(uint32_t command, void *attr, uint32_t size);
    long perfEventOpen(const perf_event_attr *attr, int pid, int cpu, int group, uint64_t flags);
    int control(int fd, unsigned long request, unsigned long argument); // ioctl
    long socket(uint64_t family, uint64_t type, uint64_t protocol);
    int setOption(int fd, int option, int value); // setsockopt of SOL_SOCKET
    int duplicate(int fd, int onto);              // dup3
    int duplicateAbove(int fd, int minimum);      // fcntl(F_DUPFD_CLOEXEC)
    int close(int fd);                            // remote or not

    bool isRemote(int fd) const { return m_fds.isRemote(fd); }
    FdTable &fds() { return m_fds; }
    Kernel &kernel() { return m_kernel; }
    RemoteFiles &files() { return m_files; }
    const std::optional<RefusedProgram> &refused() const { return m_refused; }
    void forgetRefused() { m_refused.reset(); }

private:
    long finishCall(KernelCall &call, Image &image, const RemoteFd &what, bool post);
    long objectInfo(std::string_view attr);
    long programOutcome(long result, std::string_view attr);

    Kernel &m_kernel;
    FdTable &m_fds;
    RemoteFiles &m_files;
    std::optional<RefusedProgram> m_refused;
};

} // namespace radiosonde
