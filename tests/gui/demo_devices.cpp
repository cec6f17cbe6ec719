// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/demo_devices.h"

#include "core/base/interruptor.h"

#include <utility>

#include <poll.h>

namespace radiosonde
{

void DemoDevices::set(const QList<AdbDevice> &devices)
{
    const std::scoped_lock lock(m_mutex);
    m_devices = devices;
    ++m_version;
}

void DemoDevices::setPorts(const QList<SerialPortEntry> &ports)
{
    const std::scoped_lock lock(m_mutex);
    m_ports = ports;
    ++m_version;
}

QList<KnownTarget> DemoDevices::targets() const
{
    const std::scoped_lock lock(m_mutex);
    return adbTargets(m_devices) + serialTargets(m_ports);
}

void DemoDevices::follow(const std::function<void()> &changed, const Interruptor &stop) const
{
    int told = 0;
    pollfd ended{stop.fd(), POLLIN, 0};
    while (poll(&ended, 1, 10) == 0) {
        int now = 0;
        {
            const std::scoped_lock lock(m_mutex);
            now = m_version;
        }
        if (std::exchange(told, now) != now)
            changed();
    }
}

} // namespace radiosonde
