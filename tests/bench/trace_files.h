// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace radiosonde
{

// Peers look for tracefs in its usual place. Where it is not mounted, mounts it for this process and its
// children alone. False when there are no rights for that.
bool showTraceFiles();

} // namespace radiosonde
