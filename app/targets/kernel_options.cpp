// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/targets/kernel_options.h"

#include "remote/session/target_probe.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

// What an option is for, by the help texts of the kernel's Kconfig files (kernel/bpf, kernel/trace,
// lib/Kconfig.debug, init/Kconfig).
struct Option
{
    QLatin1StringView name;
    const char *purpose;        // translated in context Targets
    QLatin1StringView features; // space-separated names that cannot be had without it
};

constexpr std::array options{
    Option{"BPF_SYSCALL"_L1, QT_TRANSLATE_NOOP("Targets", "every probe"), "hash array"_L1},
    Option{"BPF_EVENTS"_L1, QT_TRANSLATE_NOOP("Targets", "probes of kprobes, tracepoints and perf events"),
           "tracepoint perf_event"_L1},
    Option{"BPF_JIT"_L1, QT_TRANSLATE_NOOP("Targets", "programs as machine code: many times faster"), ""_L1},
    Option{"PERF_EVENTS"_L1, QT_TRANSLATE_NOOP("Targets", "perf buffers and sampling"),
           "perf_event perf_event_array"_L1},
    Option{"KPROBES"_L1, QT_TRANSLATE_NOOP("Targets", "probes at kernel functions"), "kprobe kretprobe"_L1},
    Option{"KPROBE_EVENTS"_L1, QT_TRANSLATE_NOOP("Targets", "probes at kernel functions"),
           "kprobe kretprobe"_L1},
    Option{"UPROBE_EVENTS"_L1, QT_TRANSLATE_NOOP("Targets", "probes in user programs"),
           "uprobe uretprobe"_L1},
    Option{"FTRACE_SYSCALLS"_L1, QT_TRANSLATE_NOOP("Targets", "tracepoints of system calls"), ""_L1},
    Option{"DEBUG_INFO_BTF"_L1,
           QT_TRANSLATE_NOOP("Targets", "the kernel's own types: tp_btf, fentry, and probes without headers"),
           "tp_btf fentry fexit iter"_L1},
    Option{"FUNCTION_TRACER"_L1, QT_TRANSLATE_NOOP("Targets", "fentry and kprobe.multi"),
           "fentry fexit kprobe.multi"_L1},
    Option{"FPROBE"_L1, QT_TRANSLATE_NOOP("Targets", "many kernel functions with one probe"),
           "kprobe.multi"_L1},
    Option{"KALLSYMS"_L1, QT_TRANSLATE_NOOP("Targets", "names of kernel functions"), ""_L1},
    Option{"KALLSYMS_ALL"_L1, QT_TRANSLATE_NOOP("Targets", "names of kernel variables"), ""_L1},
    Option{"STACKTRACE"_L1, QT_TRANSLATE_NOOP("Targets", "kernel stacks"), "stack_trace"_L1},
};

bool failed(const Option &option, const QList<Feature> &features)
{
    const QStringList names = QString(option.features).split(u' ', Qt::SkipEmptyParts);
    return std::ranges::any_of(features, [&](const Feature &feature) {
        return !feature.available && (feature.kind == "attach"_L1 || feature.kind == "map"_L1) &&
               names.contains(feature.name);
    });
}

} // namespace

QList<MissingOption> missingOptions(const QByteArray &kernelConfig, const QList<Feature> &features)
{
    QList<MissingOption> missing;
    for (const Option &option : options) {
        const QString name = "CONFIG_"_L1 + option.name;
        const bool lacks =
            kernelConfig.isEmpty() ? failed(option, features) : kernelOption(kernelConfig, name).isEmpty();
        if (lacks)
            missing.append({name, name + "=y"_L1, QCoreApplication::translate("Targets", option.purpose)});
    }
    return missing;
}

} // namespace radiosonde
