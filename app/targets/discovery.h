// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/targets/known_targets.h"
#include "remote/transport/adb/tracker.h"

#include <functional>
#include <mutex>

namespace radiosonde
{

class Interruptor;

// Whether devices that are attached to the adb server become known by themselves.
enum class AdbDiscovery : quint8 {
    Off,
    RunningServer, // of a server that runs; none is started for it
    StartServer,   // and one is started where none runs
};

// In the user's settings; RunningServer where nothing was set. Any thread.
AdbDiscovery adbDiscovery();
void setAdbDiscovery(AdbDiscovery discovery);

// adb's devices as targets: those that are not usable as well, with what to do in `detail`.
QList<KnownTarget> adbTargets(const QList<AdbDevice> &devices);

// Those of now, as the settings say. A server that cannot be asked becomes a notice. Blocks; any thread.
QList<KnownTarget> adbTargetsNow(QStringList &notices, const Interruptor &interruptor);

// adb's devices while they come and go. Thread-safe.
class AdbFollower
{
public:
    // Until interrupted, as the settings say; `changed` is called on this thread. Blocks; any thread.
    void follow(const std::function<void()> &changed, const Interruptor &interruptor);

    QList<KnownTarget> targets() const;
    QString trouble() const; // why the server cannot be asked; mostly empty

private:
    void take(const AdbDevices &now);

    mutable std::mutex m_mutex;
    AdbDevices m_devices;
};

} // namespace radiosonde
