// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/demo_devices.h"
#include "tests/gui/demo_run.h"

#include <QDateTime>

#include <mutex>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

// What the demo's targets.json would hold.
struct Memory
{
    std::mutex mutex;
    QList<SavedTarget> saved{{.name = u"board-7"_s,
                              .url = u"ssh://root@board-7"_s,
                              .notes = u"on the shelf, blue tape"_s,
                              .kernelTypes = {},
                              .sysroots = {},
                              .targetLog = {}},
                             {.name = u"<b>gone</b>"_s, .url = u"ssh://gone"_s}};
    bool boardRuns = false;
};

KnownTargets list(Memory &memory, const QList<KnownTarget> &devices)
{
    const std::lock_guard lock(memory.mutex);
    KnownTargets known;
    known.targets.append({.kind = TargetKind::Local,
                          .url = u"local"_s,
                          .name = u"This machine"_s,
                          .state = TargetState::Ready,
                          .detail = u"desk, Linux 6.12.48"_s});
    for (const SavedTarget &target : memory.saved)
        known.targets.append({.kind = TargetKind::Saved,
                              .url = target.url,
                              .name = target.name,
                              .detail = target.notes,
                              .saved = target});
    known.targets += devices;
    known.targets.append({.kind = TargetKind::Board,
                          .url = u"board://arm64"_s,
                          .name = u"arm64, Linux 6.1"_s,
                          .state = memory.boardRuns ? TargetState::Ready : TargetState::Stopped});
    known.targets.append({.kind = TargetKind::Board,
                          .url = u"board://armhf"_s,
                          .name = u"armhf, Linux 6.1"_s,
                          .state = TargetState::Unavailable,
                          .detail = u"qemu-system-arm is missing"_s});
    known.targets.append({.kind = TargetKind::SshHost, .url = u"ssh://lab-3"_s, .name = u"lab-3"_s});
    return known;
}

TargetInfo infoOf(const QString &url)
{
    TargetInfo info;
    info.url = url;
    info.name = u"board-7"_s;
    info.hostName = u"board-7"_s;
    info.sysname = u"Linux"_s;
    info.release = u"6.1.0-18-arm64"_s;
    info.version = u"#1 SMP Debian 6.1.76-1 (2024-02-01)"_s;
    info.machine = u"aarch64"_s;
    info.architecture = Architecture::Arm64;
    info.cpus = 4;
    info.buildId = QByteArray::fromHex("4f3c1d2e5a6b7c8d9e0f1a2b3c4d5e6f70819203");
    info.capabilities = ~0U;
    info.wallOffset = 1'764'000'000'000'000'000;
    return info;
}

Result<TargetInfo> login(const QString &url, ConnectObserver &observer)
{
    observer.progress(u"Connecting to "_s + url);
    if (url == "ssh://gone"_L1)
        return fail(ErrorKind::Unreachable, u"<i>gone</i> refuses connections"_s, u"is it on?"_s);
    if (!url.contains(u"board-7"))
        return infoOf(url);
    if (!observer.trust({u"board-7"_s, u"ssh-ed25519"_s, u"SHA256:uNiVztksCsDhcc0u9e8BgrJXVGDVeRxc"_s}))
        return fail(ErrorKind::Unreachable, u"The host is not trusted"_s);
    bool refused = false;
    while (const auto answer = observer.answer({u"Password of root@board-7"_s, {}, false, refused})) {
        if (*answer == "secret"_L1)
            return infoOf(url);
        refused = true;
    }
    return fail(ErrorKind::Cancelled, u"No password"_s);
}

TargetReport reportOf(const TargetInfo &info)
{
    TargetReport report;
    report.target = info;
    report.facts.machine = u"Raspberry Pi 4 Model B Rev 1.4 <b>"_s;
    report.facts.onlineCpus = 4;
    report.facts.memoryBytes = 4ULL << 30;
    report.facts.availableBytes = 3ULL << 30;
    report.facts.uptimeSeconds = 93'784;
    report.facts.hasBtf = true;
    report.facts.tracefs = u"/sys/kernel/tracing"_s;
    report.jit = true;
    report.roundTripMs = 1.8;
    for (const auto name : {"kprobe", "kretprobe", "tracepoint", "raw_tp", "tp_btf", "uprobe", "uretprobe",
                            "perf_event", "iter"})
        report.features.append({u"attach"_s, QString::fromLatin1(name), true, {}});
    report.features.append({u"attach"_s, u"fentry"_s, false, u"refused at attaching: not supported"_s});
    report.features.append({u"attach"_s, u"kprobe.multi"_s, false, u"no CONFIG_FPROBE"_s});
    for (const auto name : {"hash", "array", "percpu_hash", "lru_hash", "stack_trace", "ringbuf"})
        report.features.append({u"map"_s, QString::fromLatin1(name), true, {}});
    report.configKnown = true;
    report.missing = missingOptions("CONFIG_BPF_SYSCALL=y\nCONFIG_BPF_EVENTS=y\nCONFIG_BPF_JIT=y\n"
                                    "CONFIG_PERF_EVENTS=y\nCONFIG_KPROBES=y\nCONFIG_KPROBE_EVENTS=y\n"
                                    "CONFIG_UPROBE_EVENTS=y\nCONFIG_FTRACE_SYSCALLS=y\n"
                                    "CONFIG_DEBUG_INFO_BTF=y\nCONFIG_KALLSYMS=y\nCONFIG_STACKTRACE=y\n",
                                    report.features);
    report.time = report.featuresTime = QDateTime::currentMSecsSinceEpoch() * 1'000'000;
    return report;
}

} // namespace

TargetServices demoTargets(const std::shared_ptr<DemoDevices> &devices)
{
    const auto memory = std::make_shared<Memory>();
    TargetServices services;
    services.list = [memory, devices] {
        return list(*memory, devices ? devices->targets() : QList<KnownTarget>());
    };
    if (devices)
        services.follow = [devices](const std::function<void()> &changed, const Interruptor &stop) {
            devices->follow(changed, stop);
        };
    services.save = [memory](const SavedTarget &target, const QString &replaces) -> Result<QString> {
        if (const Result<> fine = checkTargetName(target.name); !fine)
            return std::unexpected(fine.error());
        const std::lock_guard lock(memory->mutex);
        memory->saved.removeIf([&](const SavedTarget &each) { return each.name == replaces; });
        memory->saved.append(target);
        return QString();
    };
    services.remove = [memory](const QString &name) -> Result<QString> {
        const std::lock_guard lock(memory->mutex);
        memory->saved.removeIf([&](const SavedTarget &each) { return each.name == name; });
        return QString();
    };
    services.importHosts = [memory]() -> Result<SavedTargets::Imported> {
        const std::lock_guard lock(memory->mutex);
        memory->saved.append({.name = u"lab-3"_s, .url = u"ssh://lab-3"_s});
        return SavedTargets::Imported{{u"lab-3"_s}, {}};
    };
    services.connect = [memory](const QString &url, ConnectObserver &observer,
                                const Interruptor &) -> Result<TargetServices::Reached> {
        const Result<TargetInfo> info = login(url, observer);
        if (!info)
            return std::unexpected(info.error());
        const std::lock_guard lock(memory->mutex);
        memory->boardRuns = memory->boardRuns || url == "board://arm64"_L1;
        return TargetServices::Reached{*info, 12.4};
    };
    services.report = [](const QString &url, bool, ConnectObserver &observer,
                         const Interruptor &) -> Result<TargetReport> {
        const Result<TargetInfo> info = login(url, observer);
        return info ? Result<TargetReport>(reportOf(*info)) : std::unexpected(info.error());
    };
    services.lastReport = [](const QString &) { return std::optional<TargetReport>(); };
    services.stopBoard = [memory](const QString &) {
        const std::lock_guard lock(memory->mutex);
        memory->boardRuns = false;
    };
    services.missingPackages = [](const QString &) { return QStringList{u"qemu-system-arm"_s, u"kmod"_s}; };
    return services;
}

} // namespace radiosonde
