// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

namespace radiosonde
{

// The host's own copy, with symbols, of a program of the target: looked for in `folders` by the raw build-id,
// under the names that distributions and debuggers use, .build-id/ab/cdef....debug below the folder or below
// its usr/lib/debug. Empty when there is none. Whether the file is what its name says is not looked at.
QString findHostCopy(const QByteArray &buildId, const QStringList &folders);

} // namespace radiosonde
