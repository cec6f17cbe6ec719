// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/adb/devices.h"

#include "core/base/text.h"
#include "remote/transport/adb_address.h"

#include <QCoreApplication>

#include <algorithm>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype mostDevices = 256;

QString tr(const char *text)
{
    return QCoreApplication::translate("Adb", text);
}

// The state may have blanks and a text of its own: "no permissions (missing udev rules?); see [http://...]".
constexpr QLatin1StringView noPermissions = "no permissions"_L1;

// SERIAL STATE [usb:PATH] [product:NAME] [model:NAME] [device:NAME] [transport_id:N], parted by blanks or a
// tab.
AdbDevice parseLine(const QString &line)
{
    const QString text = line.simplified();
    AdbDevice device{.serial = text.section(u' ', 0, 0)};
    const QString rest = text.section(u' ', 1);
    device.state = rest.startsWith(noPermissions) ? QString(noPermissions) : rest.section(u' ', 0, 0);
    for (const QString &word : rest.split(u' ', Qt::SkipEmptyParts)) {
        if (word.startsWith("model:"_L1))
            device.model = word.sliced(6);
        else if (word.startsWith("product:"_L1))
            device.product = word.sliced(8);
    }
    return device;
}

QString urlsOf(const QList<AdbDevice> &devices)
{
    QStringList urls;
    for (const AdbDevice &device : devices)
        urls.append(escapeControl(adbUrl(device.serial)));
    return urls.join(u", "_s);
}

std::unexpected<Error> notThere(const QList<AdbDevice> &devices, const QString &serial)
{
    return fail(ErrorKind::Unreachable, tr("The adb server has no device '%1'").arg(escapeControl(serial)),
                devices.isEmpty()
                    ? tr("it has none at all: plug it in with USB debugging switched on, or use adb connect")
                    : tr("it has %1").arg(urlsOf(devices)));
}

} // namespace

bool AdbDevice::usable() const
{
    return state == "device"_L1 || state == "recovery"_L1;
}

QList<AdbDevice> parseAdbDevices(QByteArrayView block)
{
    QList<AdbDevice> devices;
    for (const QString &line : decodeText(block).split(u'\n', Qt::SkipEmptyParts)) {
        AdbDevice device = parseLine(line);
        if (!device.serial.isEmpty() && !device.state.isEmpty() && devices.size() < mostDevices)
            devices.append(std::move(device));
    }
    return devices;
}

QString adbDeviceName(const AdbDevice &device)
{
    const QString serial = escapeControl(device.serial);
    if (device.model.isEmpty())
        return serial;
    return u"%1 (%2)"_s.arg(escapeControl(device.model).replace(u'_', u' '), serial);
}

Error adbDeviceTrouble(const AdbDevice &device)
{
    const QString name = adbDeviceName(device);
    const auto trouble = [&](const char *what, const char *hint) {
        return Error{ErrorKind::Unreachable, tr(what).arg(name), tr(hint)};
    };
    if (device.state == "unauthorized"_L1)
        return trouble(QT_TRANSLATE_NOOP("Adb", "The device %1 has not authorised this computer"),
                       QT_TRANSLATE_NOOP("Adb", "unlock it and allow USB debugging there; where it does not "
                                                "ask, unplug it and plug it in again"));
    if (device.state == "authorizing"_L1 || device.state == "connecting"_L1)
        return trouble(QT_TRANSLATE_NOOP("Adb", "The device %1 is still being connected"),
                       QT_TRANSLATE_NOOP("Adb", "try again in a moment"));
    if (device.state == "offline"_L1)
        return trouble(QT_TRANSLATE_NOOP("Adb", "The device %1 is offline: it is listed but does not answer"),
                       QT_TRANSLATE_NOOP("Adb", "unplug it and plug it in again, or use adb reconnect"));
    if (device.state == noPermissions)
        return trouble(QT_TRANSLATE_NOOP("Adb", "The adb server may not use the USB device %1"),
                       QT_TRANSLATE_NOOP("Adb", "udev rules bring the right (on Debian the package "
                                                "android-sdk-platform-tools-common); then plug it in again"));
    if (device.state == "bootloader"_L1 || device.state == "sideload"_L1 || device.state == "rescue"_L1)
        return trouble(QT_TRANSLATE_NOOP("Adb", "The device %1 has not booted its system: no shell is there"),
                       QT_TRANSLATE_NOOP("Adb", "reboot it, or boot its recovery system"));
    return {
        ErrorKind::Unreachable,
        tr("The device %1 cannot be used: the adb server says '%2'").arg(name, escapeControl(device.state)),
        {}};
}

Result<AdbDevice> chooseAdbDevice(const QList<AdbDevice> &devices, const QString &serial)
{
    if (serial.isEmpty() && devices.isEmpty())
        return fail(ErrorKind::Unreachable, tr("No device is attached to the adb server"),
                    tr("plug one in with USB debugging switched on, or use adb connect HOST:PORT"));
    if (serial.isEmpty() && devices.size() > 1)
        return fail(ErrorKind::Unreachable,
                    tr("Several devices are attached to the adb server: %1").arg(urlsOf(devices)),
                    tr("name one of them, or set ANDROID_SERIAL"));
    const auto found = std::ranges::find_if(
        devices, [&](const AdbDevice &device) { return serial.isEmpty() || device.serial == serial; });
    if (found == devices.end())
        return notThere(devices, serial);
    if (!found->usable())
        return std::unexpected(adbDeviceTrouble(*found));
    return *found;
}

} // namespace radiosonde
