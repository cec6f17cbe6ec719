// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QByteArrayView>
#include <QList>
#include <QString>

namespace radiosonde
{

// A device as an adb server lists it. Texts come from the device or the server: escape to show.
struct AdbDevice
{
    QString serial;
    QString state;   // the server's word: "device", "unauthorized", "offline", "no permissions", ...
    QString model;   // "Pixel_7"; empty where the device does not tell
    QString product; // likewise

    bool operator==(const AdbDevice &) const = default;

    bool usable() const; // a shell can be had there
};

// The answer of host:devices-l, host:devices and of their track- forms. Lines that make no sense are left
// out; at most 256 devices. Pure.
QList<AdbDevice> parseAdbDevices(QByteArrayView block);

// "Pixel 7 (0A1B2C)", control characters escaped.
QString adbDeviceName(const AdbDevice &device);

// Why no shell can be had there and what to do about it, for a device that is not usable. Kind Unreachable.
Error adbDeviceTrouble(const AdbDevice &device);

// The device that `serial` names, or the only one where it is empty. Kind Unreachable: none, several and no
// serial, one that is not usable; what is there and what to do is said.
Result<AdbDevice> chooseAdbDevice(const QList<AdbDevice> &devices, const QString &serial);

} // namespace radiosonde
