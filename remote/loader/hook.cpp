// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/hook.h"

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace radiosonde
{

namespace
{

struct Prefix
{
    QLatin1StringView written;
    QLatin1StringView full;
    HookKind kind;
};

constexpr Prefix prefixes[] = {
    {"kprobe"_L1, "kprobe"_L1, HookKind::Kprobe},
    {"kretprobe"_L1, "kretprobe"_L1, HookKind::Kprobe},
    {"ksyscall"_L1, "ksyscall"_L1, HookKind::Kprobe},
    {"kretsyscall"_L1, "kretsyscall"_L1, HookKind::Kprobe},
    {"kprobe.multi"_L1, "kprobe.multi"_L1, HookKind::KprobeMulti},
    {"kretprobe.multi"_L1, "kretprobe.multi"_L1, HookKind::KprobeMulti},
    {"kprobe.session"_L1, "kprobe.session"_L1, HookKind::KprobeMulti},
    {"uprobe"_L1, "uprobe"_L1, HookKind::Uprobe},
    {"uretprobe"_L1, "uretprobe"_L1, HookKind::Uprobe},
    {"uprobe.multi"_L1, "uprobe.multi"_L1, HookKind::Uprobe},
    {"uretprobe.multi"_L1, "uretprobe.multi"_L1, HookKind::Uprobe},
    {"usdt"_L1, "usdt"_L1, HookKind::Uprobe},
    {"fentry"_L1, "fentry"_L1, HookKind::Tracing},
    {"fexit"_L1, "fexit"_L1, HookKind::Tracing},
    {"fmod_ret"_L1, "fmod_ret"_L1, HookKind::Tracing},
    {"tp_btf"_L1, "tp_btf"_L1, HookKind::TypedRaw},
    {"raw_tp"_L1, "raw_tp"_L1, HookKind::Raw},
    {"raw_tracepoint"_L1, "raw_tp"_L1, HookKind::Raw},
    {"tp"_L1, "tracepoint"_L1, HookKind::Tracepoint},
    {"tracepoint"_L1, "tracepoint"_L1, HookKind::Tracepoint},
    {"perf_event"_L1, "perf_event"_L1, HookKind::PerfEvent},
    {"iter"_L1, "iter"_L1, HookKind::Iterator},
    {"socket"_L1, "socket"_L1, HookKind::SocketFilter},
};

} // namespace

Hook parseHook(const QString &section)
{
    const qsizetype from = section.startsWith(u'?') ? 1 : 0;
    const qsizetype slash = section.indexOf(u'/');
    QString written = section.mid(from, slash < 0 ? -1 : slash - from);
    if (written.endsWith(".s"_L1)) // may sleep
        written.chop(2);
    if (written.endsWith(".w"_L1))
        written.chop(2);
    const QString target = slash < 0 ? QString() : section.mid(slash + 1);
    const auto *known =
        std::ranges::find(prefixes, written, [](const Prefix &prefix) { return QString(prefix.written); });
    if (known == std::end(prefixes))
        return {HookKind::Other, written, target};
    return {known->kind, known->full, target};
}

QString via(const Hook &hook)
{
    if (hook.kind == HookKind::PerfEvent)
        return u"perf_event/cpu-clock"_s;
    return hook.target.isEmpty() ? hook.prefix : hook.prefix + u'/' + hook.target;
}

} // namespace radiosonde
