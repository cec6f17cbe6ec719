// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/transport/adb/devices.h"
#include "remote/transport/adb_address.h"

#include <functional>

namespace radiosonde
{

class Interruptor;

// What is known of adb's devices at one time.
struct AdbDevices
{
    bool serverRuns = false;
    QList<AdbDevice> devices; // all, whatever their state
    QString trouble;          // why the server cannot be used; empty while it can, or none runs

    bool operator==(const AdbDevices &) const = default;
};

// Follows the devices of this machine's adb server until interrupted: `changed` is called on this thread for
// the first list and with each that differs from the one before. While no server runs it is looked for every
// two seconds; with `start` it is started once, at the beginning. Blocks; any thread.
void followAdbDevices(bool start, const std::function<void(const AdbDevices &)> &changed,
                      const Interruptor &interruptor);

// The same, once.
AdbDevices adbDevicesNow(bool start, const Interruptor &interruptor);

} // namespace radiosonde
