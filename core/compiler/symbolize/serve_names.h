// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace radiosonde
{

// The worker that names places of files: answers requests (symbolize_message.h) on descriptors 0 and 1 until
// the client is gone, all in this one process, so that what was read of a file serves again. A file that it
// does not survive costs this worker alone. Returns the exit status.
int serveNames();

} // namespace radiosonde
