// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QString>

namespace radiosonde
{

// adb://[serial]: the serial of a device as `adb devices` lists it, percent-encoded where it holds '%', '/',
// '?' or '#'; empty: the one that ANDROID_SERIAL names, else the only one. Kind Usage.
Result<QString> parseAdbUrl(const QString &url);

// The URL of a device.
QString adbUrl(const QString &serial);

// Where the adb server listens, on this machine.
struct AdbServerAddress
{
    QString host = QStringLiteral("localhost"); // or 127.0.0.1, or ::1
    quint16 port = 5037;

    QString text() const { return QStringLiteral("%1:%2").arg(host).arg(port); } // for people
};

// As the environment says: ADB_SERVER_SOCKET (tcp:PORT, tcp:HOST:PORT), else ANDROID_ADB_SERVER_PORT, else
// port 5037. Kind Unreachable, naming the variable, for what is no address or one of another machine.
Result<AdbServerAddress> adbServerAddress();

} // namespace radiosonde
