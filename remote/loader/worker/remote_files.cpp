// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/remote_files.h"

#include "remote/loader/worker/kernel_types.h"
#include "remote/loader/worker/local_calls.h"
#include "remote/loader/worker/memory_file.h"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

namespace radiosonde
{

namespace
{

constexpr std::string_view kernelTypesPath = "/sys/kernel/btf/vmlinux";

// Numbers of perf event units, as the kernel gave them at boot. Those of tracepoints may change with their
// modules.
bool isConstant(const std::string &path)
{
    return path.starts_with("/sys/bus/event_source/devices/");
}

} // namespace

int RemoteFiles::kernelTypes()
{
    if (m_kernelTypes < 0)
        m_kernelTypes = m_kernel.readFile(std::string(kernelTypesPath));
    if (m_kernelTypes < 0)
        return m_kernelTypes;
    lseek(m_kernelTypes, 0, SEEK_SET);
    return fcntl(m_kernelTypes, F_DUPFD_CLOEXEC, 0);
}

int RemoteFiles::fetchConstant(const std::string &path)
{
    if (const auto known = m_constants.find(path); known != m_constants.end())
        return memoryFile(known->second);
    const int fd = m_kernel.readFile(path);
    char text[64] = {};
    const ssize_t size = fd < 0 ? -1 : pread(fd, text, sizeof text, 0);
    if (size > 0 && size < ssize_t(sizeof text))
        m_constants.emplace(path, std::string(text, size_t(size)));
    return fd;
}

// A descriptor or -errno.
int RemoteFiles::fetch(const std::string &path)
{
    if (path == kernelTypesPath)
        return kernelTypes();
    if (path == givenTypesPath)
        return memoryFile(m_givenTypes);
    if (path == "/sys/devices/system/cpu/possible") // known from the greeting: no round trip
        return memoryFile("0-" + std::to_string(m_kernel.target().cpus - 1) + "\n");
    const int fd = isConstant(path) ? fetchConstant(path) : m_kernel.readFile(path);
    noteProbeUnit(path, fd);
    return fd;
}

void RemoteFiles::noteProbeUnit(const std::string &path, int fd)
{
    if (fd < 0 || !path.starts_with("/sys/bus/event_source/devices/") || !path.ends_with("probe/type"))
        return;
    char digits[16] = {};
    if (pread(fd, digits, sizeof digits - 1, 0) > 0)
        m_probeUnits.insert(uint32_t(std::strtoul(digits, nullptr, 10)));
}

int RemoteFiles::open(const std::string &path, int flags)
{
    const bool plain = (flags & O_ACCMODE) == O_RDONLY && !(flags & (O_CREAT | O_DIRECTORY));
    const int fd = plain && path.starts_with('/') ? fetch(path) : -EACCES;
    if (fd >= 0)
        return fd;
    errno = -fd;
    return -1;
}

int RemoteFiles::access(const std::string &path)
{
    // The stub mounts tracefs where it is missing. Only Ubuntu's kernels have a version_signature.
    if (path == "/sys/kernel/tracing")
        return 0;
    const bool ubuntuOnly = path == "/proc/version_signature";
    const bool ubuntu = m_kernel.target().version.find("Ubuntu") != std::string::npos;
    int fd = -ENOENT;
    if (path == kernelTypesPath)
        fd = kernelTypes();
    else if (path.starts_with('/') && (ubuntu || !ubuntuOnly))
        fd = m_kernel.readFile(path, 1);
    if (fd >= 0)
        return localClose(fd);
    if (fd == -EISDIR)
        return 0;
    errno = -fd;
    return -1;
}

} // namespace radiosonde
