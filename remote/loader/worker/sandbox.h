// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace radiosonde
{

// Takes from this process, for good, all that the load worker does not need: root's rights, descriptors
// beyond `keep` (0 to `keep` stay), most of its resource limits, and every system call but those for memory
// and for descriptors it has. bpf(2), perf_event_open(2), opening a file, sockets and new processes kill it;
// anything else unknown answers ENOSYS. False with errno when one of these steps fails: then do not go on.
bool enterSandbox(int keep);

} // namespace radiosonde
