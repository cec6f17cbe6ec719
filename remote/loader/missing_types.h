// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/diagnostic.h"
#include "remote/loader/jobs.h"

namespace radiosonde
{

// What a program asked the kernel's types for in vain, from libbpf's words in the verifier's log: "struct
// mount", or "struct mount.mnt_devname" where only a field was asked for. Empty when that was not the reason.
QString missingType(const QString &verifierLog);

// Whether the object as a whole failed for want of the kernel's types.
bool lacksKernelTypes(const LoadAnswer &answer);

// The refusal of a program, told as what it is: a type that is missing. `hint`, when not empty, says what to
// do.
void explainMissingType(const QString &program, const QString &verifierLog, const QString &hint,
                        Diagnostic &diagnostic);

} // namespace radiosonde
