// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/features.h"

#include "remote/loader/conversions.h"
#include "remote/loader/hook.h"
#include "remote/loader/refusal.h"

#include <QCoreApplication>

#include <cerrno>

using namespace Qt::StringLiterals;

namespace radiosonde
{

namespace
{

constexpr const char *names[] = {
    "kprobe",
    "kretprobe",
    "kprobe.multi",
    "fentry",
    "fexit",
    "tracepoint",
    "raw_tp",
    "tp_btf",
    "uprobe",
    "uretprobe",
    "perf_event",
    "iter",
    "socket",
    "map:hash",
    "map:array",
    "map:percpu_hash",
    "map:percpu_array",
    "map:lru_hash",
    "map:lru_percpu_hash",
    "map:stack_trace",
    "map:ringbuf",
    "map:perf_event_array",
    "map:prog_array",
    "map:lpm_trie",
    "map:queue",
    "map:stack",
    "map:bloom_filter",
    "map:cgroup_array",
};

QString tr(const char *text)
{
    return QCoreApplication::translate("Loader", text);
}

QString complaint(const QString &name, const ProbeOutcome &outcome)
{
    if (outcome.error == 0)
        return {};
    const bool kernelProbe = name.startsWith("kprobe"_L1) || name.startsWith("kretprobe"_L1);
    if (outcome.step == "find" && kernelProbe)
        return tr("the kernel has no kprobes (CONFIG_KPROBES)");
    if (outcome.step == "find" && name.startsWith('u'_L1))
        return tr("the kernel has no uprobes (CONFIG_UPROBES)");
    if (outcome.step == "find" && name == "tracepoint"_L1)
        return tr("the stub sees no tracefs (CONFIG_TRACING), or may not mount it");
    if (outcome.step == "find")
        return tr("the kernel has no type information of its own (CONFIG_DEBUG_INFO_BTF)");
    if (outcome.step == "load")
        return tr("refused at loading: %1").arg(errnoText(outcome.error));
    if (name == "kprobe.multi"_L1 && outcome.error == EOPNOTSUPP)
        return tr("the kernel was built without it (CONFIG_FPROBE)");
    if (name == "socket"_L1)
        return attachRefusal(parseHook(name), outcome.error);
    if (outcome.error == EACCES)
        return attachRefusal(parseHook(name + u"/file"_s), outcome.error);
    return tr("refused at attaching: %1").arg(errnoText(outcome.error));
}

} // namespace

Result<QList<Feature>> probeFeatures(WorkerClient &worker, const Interruptor &interruptor)
{
    constexpr QLatin1StringView mapPrefix = "map:"_L1;
    ProbeJob job;
    for (const char *name : names)
        job.names.emplace_back(name);
    const Result<ProbeAnswer> answer = worker.ask<ProbeAnswer>(JobProbe, job, interruptor);
    if (!answer)
        return std::unexpected(answer.error());
    QList<Feature> features;
    for (const ProbeOutcome &outcome : answer->outcomes) {
        const QString name = toText(outcome.name);
        const bool map = name.startsWith(mapPrefix);
        features.append({map ? u"map"_s : u"attach"_s, map ? name.mid(mapPrefix.size()) : name,
                         outcome.error == 0, complaint(name, outcome)});
    }
    return features;
}

} // namespace radiosonde
