// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/memory_file.h"

#include "remote/loader/worker/local_calls.h"

#include <cerrno>
#include <sys/mman.h>
#include <unistd.h>

namespace radiosonde
{

int memoryFile(std::string_view bytes)
{
    const int fd = memfd_create("target", MFD_CLOEXEC);
    if (fd < 0)
        return -errno;
    while (!bytes.empty()) {
        const ssize_t written = write(fd, bytes.data(), bytes.size());
        if (written <= 0) {
            localClose(fd);
            return -EIO;
        }
        bytes.remove_prefix(size_t(written));
    }
    lseek(fd, 0, SEEK_SET);
    return fd;
}

} // namespace radiosonde
