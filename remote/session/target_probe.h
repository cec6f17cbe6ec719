// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/target_names.h"
#include "remote/session/session.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace radiosonde
{

// What `info` tells of a target beside its utsname. Read from its files; what can't be read is left empty.
struct TargetFacts
{
    QString hostName;
    QString machine; // model of the board or processor, for people
    quint32 onlineCpus = 0;
    quint64 memoryBytes = 0;    // all of the target's
    quint64 availableBytes = 0; // at the moment
    quint64 uptimeSeconds = 0;
    quint64 lockedMemoryLimit = 0; // bytes, of the stub: RLIMIT_MEMLOCK; ~0: none
    bool hasBtf = false;           // /sys/kernel/btf/vmlinux
    std::optional<quint32>
        kprobePmu; // perf type of kprobes; none: attached through tracefs only, or not at all
    std::optional<quint32> uprobePmu;
    QString tracefs;         // where it is mounted for the stub, or empty
    QByteArray kernelConfig; // text of /proc/config.gz or /boot/config-RELEASE, or empty
};

// Asks for what `info` shows. `withConfig`: also the kernel's configuration, 40-250 KiB. Lost and Cancelled
// are the only errors. Blocks; any thread but the session's.
Result<TargetFacts> probeTarget(Session &session, bool withConfig, const Interruptor &interruptor);

// Value of "CONFIG_NAME" in TargetFacts::kernelConfig: "y", "m", a number or string; empty when it is not
// set.
QString kernelOption(const QByteArray &kernelConfig, QStringView name);

// The kernel's dev_t (major << 20 | minor) of a block device of the target, given as a name below
// /sys/class/block
// ("loop0", "sda1") or as "7:0". Kind Usage, with the nearest name, when there is none.
Result<quint32> resolveDevice(Session &session, const QString &device, const Interruptor &interruptor);

// The name of the block device, or "7:0" when the target knows none.
Result<QString> deviceName(Session &session, quint32 device, const Interruptor &interruptor);

struct NamesWanted
{
    bool users = false;
    bool devices = false;
};

// What the target calls its users and disks now. A file that it does not have gives no names; Lost and
// Cancelled are the only errors. Blocks; any thread but the session's.
Result<TargetNames> readTargetNames(Session &session, NamesWanted wanted, const Interruptor &interruptor);

} // namespace radiosonde
