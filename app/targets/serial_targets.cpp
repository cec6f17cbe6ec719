// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/targets/serial_targets.h"

#include <QCoreApplication>

namespace radiosonde
{

namespace
{

KnownTarget serialTarget(const SerialPortEntry &port)
{
    KnownTarget target{.kind = TargetKind::Serial,
                       .url = serialPortUrl(port.device),
                       .name = port.device.section(u'/', -1),
                       .state = port.permitted ? TargetState::Ready : TargetState::Unavailable,
                       .detail = port.description.isEmpty() ? port.manufacturer : port.description,
                       .saved = {},
                       .device = {},
                       .port = port};
    if (!port.permitted)
        target.detail = QCoreApplication::translate(
            "Targets", "you may not open it: sudo usermod -aG dialout $USER, then log in again");
    return target;
}

} // namespace

QList<KnownTarget> serialTargets(const QList<SerialPortEntry> &ports)
{
    QList<KnownTarget> targets;
    for (const SerialPortEntry &port : ports)
        targets.append(serialTarget(port));
    return targets;
}

} // namespace radiosonde
