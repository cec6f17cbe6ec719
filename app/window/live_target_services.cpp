// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/live_target_services.h"

#include "app/targets/board_targets.h"
#include "app/targets/discovery.h"
#include "app/targets/report_cache.h"
#include "app/targets/serial_targets.h"

#include <QCoreApplication>

#include <thread>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

// "board://arm64?server=openssh" -> "arm64".
QString boardName(const QString &url)
{
    return url.section("//"_L1, 1).section(u'?', 0, 0);
}

Result<TargetServices::Reached> reach(RunEnvironment &environment, const QString &url,
                                      ConnectObserver &observer, const Interruptor &stop)
{
    Result<TargetLease> lease = environment.targets.acquire(url, StubRights::Tracing, &observer, stop);
    if (!lease)
        return std::unexpected(lease.error());
    TargetServices::Reached reached{lease->session->target(), lease->session->latestStatistics().roundTripMs};
    environment.targets.giveBack(url, StubRights::Tracing, *std::move(lease));
    return reached;
}

// With all rights: what is told is what can be had.
Result<TargetReport> ask(RunEnvironment &environment, const QString &url, bool anew,
                         ConnectObserver &observer, const Interruptor &stop)
{
    Result<TargetLease> lease = environment.targets.acquire(url, StubRights::All, &observer, stop);
    if (!lease)
        return std::unexpected(lease.error());
    const ReportCache cache;
    const std::optional<KnownFeatures> known = anew ? std::nullopt : cache.features(lease->session->target());
    observer.progress(QCoreApplication::translate("Targets", "Trying what the kernel can do"));
    Result<TargetReport> report = makeTargetReport(*lease->session, *lease->loader, known, stop);
    if (!report)
        return report;
    cache.keep(*report);
    environment.targets.giveBack(url, StubRights::All, *std::move(lease));
    return report;
}

KnownTargets listAll(const RunEnvironment &environment, const AdbFollower &devices)
{
    KnownTargets known = listTargets(SavedTargets(), devices.targets() + serialTargets(serialPortsNow()) +
                                                         boardTargets(environment.boards));
    if (const QString trouble = devices.trouble(); !trouble.isEmpty())
        known.notices.append(trouble);
    return known;
}

} // namespace

TargetServices liveTargetServices(RunEnvironment &environment)
{
    TargetServices services;
    const auto devices = std::make_shared<AdbFollower>();
    services.list = [&environment, devices] { return listAll(environment, *devices); };
    services.follow = [devices](const std::function<void()> &changed, const Interruptor &stop) {
        std::thread ports([&] { watchSerialPorts(changed, stop); });
        devices->follow(changed, stop);
        ports.join();
    };
    services.save = [](const SavedTarget &target, const QString &replaces) {
        return SavedTargets().save(target, replaces);
    };
    services.remove = [](const QString &name) { return SavedTargets().remove(name); };
    services.importHosts = []() -> Result<SavedTargets::Imported> {
        const SavedTargets saved;
        const auto listing = saved.list();
        if (!listing)
            return std::unexpected(listing.error());
        return saved.import(importableTargets(listing->targets));
    };
    services.connect = [&environment](const QString &url, ConnectObserver &observer,
                                      const Interruptor &stop) {
        return reach(environment, url, observer, stop);
    };
    services.report = [&environment](const QString &url, bool anew, ConnectObserver &observer,
                                     const Interruptor &stop) {
        return ask(environment, url, anew, observer, stop);
    };
    services.lastReport = [](const QString &url) { return ReportCache().last(url); };
    services.stopBoard = [&environment](const QString &url) { environment.boards.stop(boardName(url)); };
    services.missingPackages = [&environment](const QString &url) {
        return environment.boards.missingPackages(boardName(url));
    };
    return services;
}

} // namespace radiosonde
