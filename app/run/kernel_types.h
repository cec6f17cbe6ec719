// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/probe_run.h"

#include <functional>
#include <utility>

namespace radiosonde
{

// What the programs of one run are relocated against.
struct KernelTypes
{
    QString btfPath;       // local raw BTF; empty: the target's own, or none
    bool ofTarget = false; // the target's kernel tells its types, and nothing else was asked for
    QString hint;          // what to do about a type that is missing
};

// What was given for a target, else the headers that came with a virtual board.
KernelTypesSource typesSource(const KernelTypesSource &given, const QString &url, const Boards &boards);

// Finds or makes the types. Asks the target whether it has BTF where no source is given; blocks for as long
// as Compiler::kernelTypes does, with `observer` told. Error kinds Usage, Lost, Cancelled, Internal.
Result<KernelTypes> findKernelTypes(const KernelTypesSource &source, Session &session, Compiler &compiler,
                                    ConnectObserver *observer, const Interruptor &stop);

// The format files of the tracepoints that the programs attach to, as LoadRequest::tracepointFormats: headers
// do not tell what contexts look like. Tracepoints that the target does not have are left out.
Result<QList<std::pair<QString, QByteArray>>>
readTracepointFormats(const QList<ProgramFacts> &programs, Session &session, const Interruptor &stop);

// Where `first` misses types or fields that the shipped vmlinux.h does not have: `request` compiled again
// with those of the target beside it. `first` again where nothing is missed or that is no help.
Result<CompileResult> compileWithTypes(CompileRequest request, CompileResult first, const KernelTypes &types,
                                       const TargetLease &lease, Compiler &compiler, const Interruptor &stop);

// Likewise, with a C header from elsewhere, made where it is needed; `buildId` tells it from others.
Result<CompileResult> compileWithHeader(CompileRequest request, CompileResult first,
                                        const std::function<Result<QByteArray>()> &makeHeader,
                                        Compiler &compiler, const Interruptor &stop);

// What to do about a kernel that tells no types.
QString hintWithoutTypes(const TargetInfo &target);

// The Debian packages with the headers of a kernel, by its release ("6.1.0-50-armmp"): the flavour's and the
// common one. Empty where the release does not look like Debian's.
QStringList debianHeaderPackages(const QString &release);

} // namespace radiosonde
