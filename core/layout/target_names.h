// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QHash>
#include <QString>

namespace radiosonde
{

// What a target calls the numbers of its users and disks.
struct TargetNames
{
    QHash<quint32, QString> users;   // by uid
    QHash<quint32, QString> devices; // block devices, by the kernel's dev_t: major << 20 | minor

    bool operator==(const TargetNames &) const = default;
};

inline constexpr qsizetype maximumTargetNames = 10'000; // of users, and of devices

// From the text of /etc/passwd (passwd(5): name, password, uid, ...), which nobody vouches for: lines of
// another form are left out. The first name of a number counts, as for getpwuid(3).
QHash<quint32, QString> parseUserNames(QByteArrayView passwd);

// From the text of /proc/diskstats (Documentation/admin-guide/iostats.rst: major, minor, name, ...).
QHash<quint32, QString> parseDeviceNames(QByteArrayView diskstats);

} // namespace radiosonde
