// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/worker/fd_table.h"

#include "remote/loader/worker/local_calls.h"
#include "remote/wire/wire.h"

#include <cerrno>
#include <fcntl.h>

namespace radiosonde
{

int FdTable::reserve()
{
    const int fd = fcntl(m_null, F_DUPFD_CLOEXEC, WIRE_FD_BASE);
    if (fd < WIRE_FD_LIMIT)
        return fd;
    localClose(fd);
    errno = EMFILE;
    return -1;
}

void FdTable::release(int fd)
{
    const int error = errno;
    localClose(fd);
    errno = error;
}

const RemoteFd *FdTable::find(int fd) const
{
    const auto found = m_fds.find(fd);
    return found == m_fds.end() ? nullptr : &found->second;
}

} // namespace radiosonde
