// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compiler/protocol.h"

namespace radiosonde
{

// What an object depends on, as 64 hexadecimal digits: the request, the embedded headers, LLVM's version and
// the worker program itself (`workerIdentity`: its size and time of change). `buildId` counts only beside an
// extra vmlinux.
QByteArray requestDigest(const WorkerRequest &request, const QByteArray &buildId,
                         const QByteArray &workerIdentity);

// Size and time of change of the worker program, or empty when there is none.
QByteArray fileIdentity(const QString &path);

} // namespace radiosonde
