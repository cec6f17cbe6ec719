// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace radiosonde
{

// The seccomp filter of the sandbox; PR_SET_NO_NEW_PRIVS must be set. False with errno.
bool installSyscallFilter();

} // namespace radiosonde
