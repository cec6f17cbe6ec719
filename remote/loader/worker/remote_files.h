// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/loader/worker/kernel.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>

namespace radiosonde
{

// Files of the target, read only. All that libbpf opens is the target's: the worker has no files of its own.
class RemoteFiles
{
public:
    explicit RemoteFiles(Kernel &kernel) : m_kernel(kernel) {}

    int open(const std::string &path, int flags); // as open(2), -1 with errno; writing is refused
    int access(const std::string &path);          // as access(2) with F_OK

    // Kernel types that did not come from the target: libbpf opens them as givenTypesPath.
    void giveTypes(std::string bytes) { m_givenTypes = std::move(bytes); }

    // Whether a perf event of this type takes a name: the kprobe and uprobe units number themselves at boot.
    bool isProbeUnit(uint32_t type) const { return m_probeUnits.contains(type); }

private:
    int fetch(const std::string &path);
    int kernelTypes();
    int fetchConstant(const std::string &path);
    void noteProbeUnit(const std::string &path, int fd);

    Kernel &m_kernel;
    int m_kernelTypes = -1; // the target's vmlinux BTF, kept: several megabytes that do not change
    std::string m_givenTypes;
    std::map<std::string, std::string> m_constants; // numbers that do not change until the target boots
    std::set<uint32_t> m_probeUnits;
};

} // namespace radiosonde
