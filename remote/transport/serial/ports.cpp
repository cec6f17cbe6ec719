// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/serial_ports.h"

#include "core/base/interruptor.h"
#include "remote/transport/ssh/owned_fd.h"

#include <QFile>
#include <QSerialPortInfo>

#include <algorithm>
#include <string_view>

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

namespace radiosonde
{

namespace
{

constexpr int settleMs = 300; // a port that is new gets its group a moment later

bool isPort(std::string_view name)
{
    return name.starts_with("tty") || name.starts_with("rfcomm");
}

// Whether one of the events that stand there is of a port.
bool readEvents(int fd)
{
    alignas(inotify_event) char bytes[4096];
    bool ports = false;
    const ssize_t got = read(fd, bytes, sizeof bytes);
    for (ssize_t at = 0; at < got;) {
        const auto *event = reinterpret_cast<const inotify_event *>(bytes + at);
        ports |= (event->mask & IN_Q_OVERFLOW) || (event->len > 0 && isPort(event->name));
        at += ssize_t(sizeof *event) + event->len;
    }
    return ports;
}

} // namespace

QString serialPortUrl(const QString &device)
{
    return QStringLiteral("serial://") + device;
}

QList<SerialPortEntry> serialPortsNow()
{
    QList<SerialPortEntry> ports;
    const QList<QSerialPortInfo> infos = QSerialPortInfo::availablePorts();
    for (const QSerialPortInfo &info : infos) {
        const QString device = info.systemLocation();
        const bool permitted = access(QFile::encodeName(device).constData(), R_OK | W_OK) == 0;
        ports.append({device, info.description(), info.manufacturer(), info.serialNumber(), permitted});
    }
    std::ranges::sort(ports, {}, &SerialPortEntry::device);
    return ports;
}

void watchSerialPorts(const std::function<void()> &changed, const Interruptor &interruptor)
{
    const OwnedFd events(inotify_init1(IN_CLOEXEC | IN_NONBLOCK));
    inotify_add_watch(events.get(), "/dev", IN_CREATE | IN_DELETE | IN_ATTRIB | IN_MOVED_TO | IN_MOVED_FROM);
    bool news = false;
    while (!interruptor.interrupted()) {
        pollfd fds[] = {{events.get(), POLLIN, 0}, {interruptor.fd(), POLLIN, 0}};
        const int ready = poll(fds, 2, news ? settleMs : -1);
        if (ready == 0 && std::exchange(news, false))
            changed();
        if (ready > 0 && fds[0].revents)
            news |= readEvents(events.get());
    }
}

} // namespace radiosonde
