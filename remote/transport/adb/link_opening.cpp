// SPDX-License-Identifier: GPL-3.0-or-later
// How an adb link begins, and what is told of its end.
#include "remote/transport/adb/link.h"

#include "core/base/text.h"
#include "remote/transport/adb/server.h"

#include <QCoreApplication>

#include <algorithm>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr std::chrono::milliseconds farewellTime{40};
constexpr int signalBase = 128; // a status above it names the signal that a program died of

QString tr(const char *text)
{
    return QCoreApplication::translate("Adb", text);
}

// The server's words where a device was asked for: it has gone, or its state has changed.
std::unexpected<Error> refused(const AdbDevice &device, const QByteArray &why)
{
    const QString words = decodeText(why).simplified();
    AdbDevice now = device;
    for (const auto state : {"unauthorized"_L1, "offline"_L1, "authorizing"_L1, "connecting"_L1}) {
        if (words.contains(state)) {
            now.state = state;
            return std::unexpected(adbDeviceTrouble(now));
        }
    }
    if (words.contains("not found"_L1))
        return fail(ErrorKind::Unreachable, tr("The device %1 has been unplugged").arg(adbDeviceName(device)),
                    tr("plug it in again"));
    return fail(ErrorKind::Unreachable, tr("The adb server does not reach the device %1: %2")
                                            .arg(adbDeviceName(device), escapeControl(words)));
}

// Servers and devices that know nothing of features have none.
Result<bool> hasShellProtocol(const AdbServerAddress &address, const AdbDevice &device,
                              const Interruptor &interruptor)
{
    const Result<QByteArray> features =
        askAdbServer(address, "host-serial:" + device.serial.toUtf8() + ":features", interruptor);
    if (!features)
        return features.error().kind == ErrorKind::Cancelled ? Result<bool>(std::unexpected(features.error()))
                                                             : Result<bool>(false);
    return features->split(',').contains("shell_v2");
}

} // namespace

Result<std::unique_ptr<AdbLink>> AdbLink::open(const AdbServerAddress &address, const AdbDevice &device,
                                               const Interruptor &interruptor)
{
    const Result<bool> packets = hasShellProtocol(address, device, interruptor);
    if (!packets)
        return std::unexpected(packets.error());
    Result<std::optional<AdbConnection>> connection = AdbConnection::open(address, interruptor);
    if (!connection)
        return std::unexpected(connection.error());
    if (!*connection)
        return fail(ErrorKind::Unreachable, tr("The adb server at %1 has ended").arg(address.text()));
    const Result<AdbVerdict> transport = (*connection)->ask("host:transport:" + device.serial.toUtf8());
    if (!transport)
        return std::unexpected(transport.error());
    if (!transport->okay)
        return refused(device, transport->why);
    // exec: brings stderr mixed with stdout, so it is left behind there.
    const Result<AdbVerdict> shell =
        (*connection)->ask(*packets ? "shell,v2,raw:exec sh" : "exec:exec sh 2>/dev/null");
    if (!shell)
        return std::unexpected(shell.error());
    if (!shell->okay)
        return fail(ErrorKind::Unreachable,
                    tr("The device %1 starts no shell without a terminal: %2")
                        .arg(adbDeviceName(device), escapeControl(decodeText(shell->why).simplified())));
    return std::unique_ptr<AdbLink>(new AdbLink((*connection)->takeSocket(), address, device, *packets));
}

// The stream has ended without a word: the server knows whether that was the device.
QString AdbLink::farewell() const
{
    const QString name = adbDeviceName(m_device);
    const QString words = decodeText(m_complaint).trimmed();
    const auto with = [&words](const QString &text) {
        return words.isEmpty() ? text : u"%1: %2"_s.arg(text, words);
    };
    if (m_readError == EPROTO)
        return tr("the adb server sends what is no shell protocol");
    if (m_reader.status() > signalBase)
        return with(
            tr("the shell on %1 was killed by signal %2").arg(name).arg(m_reader.status() - signalBase));
    if (m_reader.status() >= 0)
        return with(tr("the shell on %1 ended with status %2").arg(name).arg(m_reader.status()));
    const Interruptor never;
    const auto alive = AdbConnection::open(m_address, never, farewellTime);
    if (!alive || !*alive)
        return with(tr("the adb server at %1 has ended").arg(m_address.text()));
    const Result<QByteArray> devices = askAdbServer(m_address, "host:devices", never, farewellTime);
    const QList<AdbDevice> listed = devices ? parseAdbDevices(*devices) : QList<AdbDevice>();
    const auto found =
        std::ranges::find_if(listed, [&](const AdbDevice &each) { return each.serial == m_device.serial; });
    if (devices && found == listed.end())
        return with(tr("the device %1 was unplugged").arg(name));
    if (devices && found->state == "offline"_L1)
        return with(tr("the device %1 went offline").arg(name));
    return with(tr("the adb server closed the stream from %1").arg(name));
}

} // namespace radiosonde
