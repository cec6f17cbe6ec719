// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/adb_channel.h"

#include "remote/transport/adb/link.h"
#include "remote/transport/adb/server.h"
#include "remote/transport/deploy.h"

#include <QCoreApplication>

namespace radiosonde
{

namespace
{

// The device that the URL or ANDROID_SERIAL names, else the only one.
Result<AdbDevice> findDevice(const AdbServerAddress &address, const QString &serial,
                             const Interruptor &interruptor)
{
    const Result<QList<AdbDevice>> devices = listAdbDevices(address, interruptor);
    if (!devices)
        return std::unexpected(devices.error());
    return chooseAdbDevice(*devices, serial.isEmpty() ? qEnvironmentVariable("ANDROID_SERIAL") : serial);
}

} // namespace

Result<std::unique_ptr<Channel>> openAdbChannel(const QString &url, ConnectObserver *observer,
                                                const Interruptor &interruptor)
{
    const Result<QString> serial = parseAdbUrl(url);
    if (!serial)
        return std::unexpected(serial.error());
    const Result<AdbServerAddress> address = adbServerAddress();
    if (!address)
        return std::unexpected(address.error());
    if (observer)
        observer->progress(QCoreApplication::translate("Adb", "Asking the adb server"));
    if (const Result<bool> server = findAdbServer(*address, true, observer, interruptor); !server)
        return std::unexpected(server.error());
    const Result<AdbDevice> device = findDevice(*address, *serial, interruptor);
    if (!device)
        return std::unexpected(device.error());
    Result<std::unique_ptr<AdbLink>> link = AdbLink::open(*address, *device, interruptor);
    if (!link)
        return std::unexpected(link.error());
    const DeployOptions options{.becomeRoot = true, .bySu = true, .name = adbDeviceName(*device)};
    if (const Result<> deployed = deployStub(**link, options, observer, interruptor); !deployed)
        return std::unexpected(deployed.error());
    return *std::move(link);
}

} // namespace radiosonde
