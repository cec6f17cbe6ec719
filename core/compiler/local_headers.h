// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compiler/protocol.h"

#include <QList>

namespace radiosonde
{

// The headers that `#include "name"` in `source` finds in the folder of `fileName`, and those that they
// include, in order of appearance; empty when `fileName` names no file. Only regular files in that folder and
// below, 64 at most, 4 MiB together: the compile worker reads no file by itself, so a source cannot pull in
// what its folder does not hold. Directives in comments or in branches that are not compiled count too; a
// header too many does no harm. "vmlinux.h" and "bpf/..." are never taken from the folder: ours fit the
// target.
QList<LocalHeader> findLocalHeaders(const QString &fileName, const QByteArray &source);

} // namespace radiosonde
