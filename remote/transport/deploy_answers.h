// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/architecture.h"
#include "core/base/error.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

// What a target's shell answers during a deployment, as plain values. Pure functions on hostile bytes, any
// thread.
namespace radiosonde
{

// A line "MARK WORD REST".
struct ShellAnswer
{
    QByteArray word;
    QByteArray rest;   // bytes of the target, not yet fit to be shown
    qsizetype end = 0; // behind its newline
};

// The first answer in `heard` from `from` on, or nothing when it has not come yet. Carriage returns of a
// terminal are dropped.
std::optional<ShellAnswer> findAnswer(QByteArrayView heard, const QByteArray &mark, qsizetype from);

enum class DigestTool : quint8 { None, Sha256, Md5, Cksum };
enum class DeployMethod : quint8 { None, File, Python, Perl };

// Of the answer "facts".
struct ShellFacts
{
    QString machine;       // uname -m, which a personality falsifies
    QString kernelArch;    // of /proc/sys/kernel/arch, from 6.1 on; else empty
    int addressDigits = 0; // of an address of the kernel: 8, 16, or 0 when unknown
    bool canRead = false;  // there is a program that takes a number of bytes off stdin
    DigestTool digest = DigestTool::None;
    DeployMethod method = DeployMethod::None;
};
std::optional<ShellFacts> parseFacts(QByteArrayView rest);

// The architecture of the kernel, not that of its user space: a 64-bit kernel says armv8l, armv7l or i686 to
// programs with a 32-bit personality. Kind Unreachable, naming it, where there is no stub for it.
Result<Architecture> kernelArchitecture(const ShellFacts &facts);

// A folder that the stub can't run from, of the answer "place", in words: "/tmp: mounted noexec".
QString describePlace(QByteArrayView rest);

// As the tool prints the digest of `bytes`, and of nothing but the digest; empty for None.
QByteArray digestAs(DigestTool tool, QByteArrayView bytes);

} // namespace radiosonde
