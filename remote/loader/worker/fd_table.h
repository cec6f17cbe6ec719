// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>

namespace radiosonde
{

// What the worker knows of a descriptor of the target.
struct RemoteFd
{
    bool btf = false;
    bool trial = false;                               // libbpf made it to see whether the kernel can
    uint32_t mapType = 0, keySize = 0, valueSize = 0; // of a map, else 0
};

// Descriptors of the target. Each bears the number of a local placeholder (a copy of /dev/null), so that
// libbpf may put it wherever a descriptor goes and no number is ever translated.
class FdTable
{
public:
    explicit FdTable(int null) : m_null(null) {}

    int reserve();        // a free number from WIRE_FD_BASE on, or -1 with errno
    void release(int fd); // of a number whose remote end never came to be

    void add(int fd, const RemoteFd &what) { m_fds[fd] = what; }
    void remove(int fd) { m_fds.erase(fd); }
    const RemoteFd *find(int fd) const;
    bool isRemote(int fd) const { return find(fd) != nullptr; }

private:
    int m_null;
    std::map<int, RemoteFd> m_fds;
};

} // namespace radiosonde
