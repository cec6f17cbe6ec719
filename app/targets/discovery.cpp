// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/targets/discovery.h"

#include "core/base/interruptor.h"

#include <QSettings>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto adbKey = "targets/adb"_L1;

KnownTarget adbTarget(const AdbDevice &device)
{
    KnownTarget target{.kind = TargetKind::Adb,
                       .url = adbUrl(device.serial),
                       .name = adbDeviceName(device),
                       .state = device.usable() ? TargetState::Ready : TargetState::Unavailable,
                       .detail = {},
                       .saved = {},
                       .device = device};
    if (!device.usable()) {
        const Error trouble = adbDeviceTrouble(device);
        target.detail = trouble.hint.isEmpty() ? trouble.text : trouble.hint;
    }
    return target;
}

} // namespace

AdbDiscovery adbDiscovery()
{
    const QString name = QSettings().value(adbKey).toString();
    return name == "off"_L1     ? AdbDiscovery::Off
           : name == "start"_L1 ? AdbDiscovery::StartServer
                                : AdbDiscovery::RunningServer;
}

void setAdbDiscovery(AdbDiscovery discovery)
{
    const auto name = discovery == AdbDiscovery::Off           ? "off"_L1
                      : discovery == AdbDiscovery::StartServer ? "start"_L1
                                                               : "running"_L1;
    QSettings().setValue(adbKey, QString(name));
}

QList<KnownTarget> adbTargets(const QList<AdbDevice> &devices)
{
    QList<KnownTarget> targets;
    for (const AdbDevice &device : devices)
        targets.append(adbTarget(device));
    return targets;
}

QList<KnownTarget> adbTargetsNow(QStringList &notices, const Interruptor &interruptor)
{
    const AdbDiscovery discovery = adbDiscovery();
    if (discovery == AdbDiscovery::Off)
        return {};
    const AdbDevices now = adbDevicesNow(discovery == AdbDiscovery::StartServer, interruptor);
    if (!now.trouble.isEmpty())
        notices.append(now.trouble);
    return adbTargets(now.devices);
}

void AdbFollower::take(const AdbDevices &now)
{
    const std::scoped_lock lock(m_mutex);
    m_devices = now;
}

void AdbFollower::follow(const std::function<void()> &changed, const Interruptor &interruptor)
{
    const AdbDiscovery discovery = adbDiscovery();
    if (discovery == AdbDiscovery::Off) {
        take({});
        changed();
        return;
    }
    followAdbDevices(
        discovery == AdbDiscovery::StartServer,
        [&](const AdbDevices &now) {
            take(now);
            changed();
        },
        interruptor);
}

QList<KnownTarget> AdbFollower::targets() const
{
    const std::scoped_lock lock(m_mutex);
    return adbTargets(m_devices.devices);
}

QString AdbFollower::trouble() const
{
    const std::scoped_lock lock(m_mutex);
    return m_devices.trouble;
}

} // namespace radiosonde
