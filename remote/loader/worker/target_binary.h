// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/loader/worker/elf_source.h"
#include "remote/loader/worker/kernel.h"

#include <expected>
#include <vector>

namespace radiosonde
{

// A file of the target, fetched in ranges.
class TargetFileSource : public ElfSource
{
public:
    TargetFileSource(Kernel &kernel, std::string path) : m_kernel(kernel), m_path(std::move(path)) {}
    std::expected<std::string, int> read(uint64_t offset, uint64_t size) override;

private:
    Kernel &m_kernel;
    std::string m_path;
};

// The files that `name` may mean on the target, most likely first: a path means itself; "libc.so.6" what
// /etc/ld.so.cache says, then the usual directories; "libc" likewise with any version; another name the
// program in the usual directories. Whether a file is there is not known before it is read, but for those of
// the cache.
std::vector<std::string> candidatePaths(Kernel &kernel, const std::string &name);

// The path, through /proc/PID/root, of the file called `name` ("libc", "libc.so.6", or a whole path) that the
// process has mapped as code; or an errno: ESRCH without such a process, ENOENT when it has none.
std::expected<std::string, int> mappedFile(Kernel &kernel, unsigned process, const std::string &name);

// The address in the process of the byte at `offset` of the file; ENOENT when it is not mapped as code.
std::expected<uint64_t, int> mappedAddress(Kernel &kernel, unsigned process, const std::string &path,
                                           uint64_t offset);

} // namespace radiosonde
