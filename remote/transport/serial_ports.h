// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <functional>

namespace radiosonde
{

class Interruptor;

// A serial port of this machine that has hardware behind it.
struct SerialPortEntry
{
    QString device;        // "/dev/ttyUSB0"
    QString description;   // of the adapter: "FT232R USB UART"; may be empty, and so may the next two
    QString manufacturer;  // "FTDI"
    QString serialNumber;  // of the adapter
    bool permitted = true; // this user may open it

    bool operator==(const SerialPortEntry &) const = default;
};

QString serialPortUrl(const QString &device); // "serial:///dev/ttyUSB0"

// Those of now, by name. Any thread.
QList<SerialPortEntry> serialPortsNow();

// Calls `changed` on this thread when ports may have come or gone, until interrupted. Blocks; any thread.
void watchSerialPorts(const std::function<void()> &changed, const Interruptor &interruptor);

} // namespace radiosonde
