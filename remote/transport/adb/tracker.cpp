// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/adb/tracker.h"

#include "remote/transport/adb/server.h"

#include <QCoreApplication>

#include <optional>

#include <poll.h>

namespace radiosonde
{

namespace
{

constexpr int retryMs = 2000;

// Whether a server can be asked; `now` says how it stands.
bool findServer(const Result<AdbServerAddress> &address, bool start, const Interruptor &interruptor,
                AdbDevices &now)
{
    if (!address) {
        now.trouble = describe(address.error());
        return false;
    }
    const Result<bool> server = findAdbServer(*address, start, nullptr, interruptor);
    if (!server)
        now.trouble = describe(server.error());
    now.serverRuns = server && *server;
    return now.serverRuns;
}

// Each list that the server sends, until it ends. Servers before 37 track without the devices' models.
void followServer(const AdbServerAddress &address, const std::function<void(const AdbDevices &)> &tell,
                  const Interruptor &interruptor)
{
    for (const QByteArrayView service : {"host:track-devices-l", "host:track-devices"}) {
        Result<std::optional<AdbConnection>> connection = AdbConnection::open(address, interruptor);
        if (!connection || !*connection)
            return;
        const Result<AdbVerdict> verdict = (*connection)->ask(service);
        if (!verdict)
            return;
        if (!verdict->okay)
            continue;
        for (;;) {
            const Result<QByteArray> block = (*connection)->awaitBlock();
            if (!block)
                return;
            tell({.serverRuns = true, .devices = parseAdbDevices(*block), .trouble = {}});
        }
    }
}

} // namespace

void followAdbDevices(bool start, const std::function<void(const AdbDevices &)> &changed,
                      const Interruptor &interruptor)
{
    std::optional<AdbDevices> last;
    const auto tell = [&](const AdbDevices &now) {
        if (last && *last == now)
            return;
        last = now;
        changed(now);
    };
    while (!interruptor.interrupted()) {
        AdbDevices now;
        const Result<AdbServerAddress> address = adbServerAddress();
        if (findServer(address, std::exchange(start, false), interruptor, now)) {
            followServer(*address, tell, interruptor);
            now = {}; // it has ended; it is looked for again
        }
        if (interruptor.interrupted())
            return;
        tell(now);
        pollfd stop{interruptor.fd(), POLLIN, 0};
        poll(&stop, 1, retryMs);
    }
}

AdbDevices adbDevicesNow(bool start, const Interruptor &interruptor)
{
    AdbDevices now;
    const Result<AdbServerAddress> address = adbServerAddress();
    if (!findServer(address, start, interruptor, now))
        return now;
    const Result<QList<AdbDevice>> devices = listAdbDevices(*address, interruptor);
    if (devices)
        now.devices = *devices;
    else
        now.trouble = describe(devices.error());
    return now;
}

} // namespace radiosonde
