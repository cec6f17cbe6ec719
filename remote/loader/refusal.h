// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/model/plan.h"
#include "remote/loader/hook.h"

#include <QString>

#include <optional>

namespace radiosonde
{

// Errno, as the C library and the kernel call it: "No such file or directory"; also those numbers that only
// the kernel has (524).
QString errnoText(int error);

// Why a program could not be attached to its hook, in words, from what attaching answered.
QString attachRefusal(const Hook &hook, int error);

// Why loading answered EPERM, or that the kernel has no bpf(2) (ENOSYS): which right is missing and how to
// get it. Nothing when no right explains it. `lockdown` is the text of the target's
// /sys/kernel/security/lockdown, may be empty.
std::optional<Error> missingRight(const TargetInfo &target, int error, const QString &lockdown);

// Is this how a kernel refuses that is locked down? Its tracing programs have none of the helpers that read
// the kernel's memory (bpf_tracing_func_proto() in kernel/trace/bpf_trace.c), and kprobes are not permitted.
bool resemblesLockdown(const QString &verifierLog, int error);

// That the kernel is locked down and what to do, where `lockdown`, as above or the kernel's command line,
// says so.
std::optional<Error> lockedDown(const QString &lockdown);

// "5.10.0-30-arm64" -> {5, 10}.
std::pair<int, int> kernelVersion(const QString &release);

} // namespace radiosonde
