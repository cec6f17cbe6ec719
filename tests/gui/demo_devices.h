// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/targets/discovery.h"
#include "app/targets/serial_targets.h"

#include <functional>
#include <mutex>

namespace radiosonde
{

// Devices of an adb server, and serial ports, that a test plugs in and out. Thread-safe.
class DemoDevices
{
public:
    void set(const QList<AdbDevice> &devices);
    void setPorts(const QList<SerialPortEntry> &ports);
    QList<KnownTarget> targets() const;
    void follow(const std::function<void()> &changed, const Interruptor &stop) const; // as AdbFollower

private:
    mutable std::mutex m_mutex;
    QList<AdbDevice> m_devices;
    QList<SerialPortEntry> m_ports;
    int m_version = 0;
};

} // namespace radiosonde
