// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/targets/known_targets.h"

#include "app/targets/ssh_config_hosts.h"

#include <QCoreApplication>
#include <QSysInfo>

#include <algorithm>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("Targets", text);
}

KnownTarget thisMachine()
{
    return {.kind = TargetKind::Local,
            .url = u"local"_s,
            .name = tr("This machine"),
            .state = TargetState::Ready,
            .detail = u"%1, Linux %2"_s.arg(QSysInfo::machineHostName(), QSysInfo::kernelVersion())};
}

KnownTarget savedTarget(const SavedTarget &target, const QList<KnownTarget> &found)
{
    KnownTarget known{.kind = TargetKind::Saved,
                      .url = target.url,
                      .name = target.name,
                      .state = TargetState::Unknown,
                      .detail = target.notes.section(u'\n', 0, 0),
                      .saved = target};
    const auto now =
        std::ranges::find_if(found, [&](const KnownTarget &each) { return each.url == target.url; });
    if (now != found.end())
        known.state = now->state;
    return known;
}

} // namespace

QString targetKindName(TargetKind kind)
{
    switch (kind) {
    case TargetKind::Local:
        return u"local"_s;
    case TargetKind::Saved:
        return u"saved"_s;
    case TargetKind::SshHost:
        return u"ssh-config"_s;
    case TargetKind::Adb:
        return u"adb"_s;
    case TargetKind::Serial:
        return u"serial"_s;
    case TargetKind::Board:
        break;
    }
    return u"board"_s;
}

QString targetStateName(TargetState state)
{
    switch (state) {
    case TargetState::Ready:
        return u"ready"_s;
    case TargetState::Starting:
        return u"starting"_s;
    case TargetState::Stopped:
        return u"stopped"_s;
    case TargetState::Unavailable:
        return u"unavailable"_s;
    case TargetState::Unknown:
        break;
    }
    return u"unknown"_s;
}

QList<SavedTarget> importableTargets(const QList<SavedTarget> &saved, const QString &sshConfig)
{
    QList<SavedTarget> targets;
    const QStringList hosts = sshConfigHosts(sshConfig);
    for (const QString &host : hosts) {
        const SavedTarget target{.name = host, .url = sshUrlOfHost(host)};
        const bool known = std::ranges::any_of(saved, [&](const SavedTarget &each) {
            return each.name == target.name || each.url == target.url;
        });
        if (!known && checkTargetName(target.name))
            targets.append(target);
    }
    return targets;
}

KnownTargets listTargets(const SavedTargets &saved, const QList<KnownTarget> &found, const QString &sshConfig)
{
    KnownTargets known;
    known.targets.append(thisMachine());
    QList<SavedTarget> savedOnes;
    if (const Result<SavedTargets::Listing> listing = saved.list()) {
        savedOnes = listing->targets;
        if (!listing->notice.isEmpty())
            known.notices.append(listing->notice);
    } else {
        known.notices.append(describe(listing.error()));
    }
    for (const SavedTarget &target : std::as_const(savedOnes))
        known.targets.append(savedTarget(target, found));
    known.targets += found;
    for (const SavedTarget &host : importableTargets(savedOnes, sshConfig))
        known.targets.append({.kind = TargetKind::SshHost, .url = host.url, .name = host.name});
    return known;
}

} // namespace radiosonde
