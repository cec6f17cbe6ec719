// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The C library's own functions where the linker's --wrap has put the boundary in front of them.
extern "C" int __real_close(int fd);

namespace radiosonde
{

inline int localClose(int fd)
{
    return __real_close(fd);
}

} // namespace radiosonde
