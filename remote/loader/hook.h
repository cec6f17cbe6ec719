// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace radiosonde
{

enum class HookKind : quint8 {
    Kprobe, // kprobe, kretprobe, ksyscall, kretsyscall
    KprobeMulti,
    Uprobe,   // uprobe, uretprobe, usdt
    Tracing,  // fentry, fexit, fmod_ret: a trampoline at a function
    TypedRaw, // tp_btf
    Raw,      // raw_tp
    Tracepoint,
    PerfEvent,
    Iterator,
    SocketFilter, // socket: every packet of the target's network interfaces
    Other,
};

// Where a program wants to go, as its section says.
struct Hook
{
    HookKind kind = HookKind::Other;
    QString prefix; // the section's, in its long form: "kprobe", "tracepoint", "fentry", ...
    QString target; // "vfs_read", "sched/sched_switch"; empty where the section names none
};

Hook parseHook(const QString &section); // a leading '?' and suffixes like ".s" do not matter

QString via(const Hook &hook); // "kprobe/vfs_read"

} // namespace radiosonde
