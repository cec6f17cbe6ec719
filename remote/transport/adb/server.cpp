// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/adb/server.h"

#include "core/base/text.h"
#include "remote/transport/adb/protocol.h"
#include "remote/transport/process_channel.h"

#include <QCoreApplication>
#include <QFile>
#include <QStandardPaths>

#include <cerrno>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

// The protocol is the same since 31 (Android 4.3); older ones know neither transports by serial of network
// devices nor lists with models.
constexpr int oldestVersion = 31;

QString tr(const char *text)
{
    return QCoreApplication::translate("Adb", text);
}

std::unexpected<Error> notRunning(const AdbServerAddress &address)
{
    return fail(ErrorKind::Unreachable, tr("No adb server runs at %1").arg(address.text()),
                tr("adb start-server starts one"));
}

std::unexpected<Error> notStarted(const QString &words)
{
    return fail(ErrorKind::Unreachable, tr("The adb server could not be started: %1").arg(words),
                tr("adb start-server, by hand, tells more"));
}

// Runs `adb start-server` to its end; the server stays behind, as when a user does that.
Result<> startServer(const AdbServerAddress &address, ConnectObserver *observer,
                     const Interruptor &interruptor)
{
    const QString adb = QStandardPaths::findExecutable(u"adb"_s);
    if (adb.isEmpty())
        return fail(
            ErrorKind::Unreachable,
            tr("No adb server runs at %1, and there is no adb program to start one with").arg(address.text()),
            tr("install adb (on Debian: apt install adb)"));
    if (observer)
        observer->progress(tr("Starting the adb server"));
    const QByteArray socket = "tcp:" + address.text().toLatin1();
    Result<std::unique_ptr<ProcessChannel>> program =
        ProcessChannel::start({.path = QFile::encodeName(adb),
                               .arguments = {"adb", "-L", socket, "start-server"},
                               .keepEnvironment = true,
                               .keepFd = -1,
                               .name = u"adb start-server"_s});
    if (!program)
        return std::unexpected(program.error());
    for (;;) {
        const Result<bool> output = (*program)->waitForOutput(interruptor);
        if (!output)
            return std::unexpected(output.error());
        char words[256];
        const qint64 got = *output ? (*program)->read(words, sizeof words) : 0;
        if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR))
            break;
    }
    constexpr int endMs = 5000;
    if ((*program)->waitForExit(endMs) != 0)
        return notStarted(escapeControl((*program)->farewell()));
    return {};
}

Result<> checkVersion(AdbConnection &connection, const AdbServerAddress &address)
{
    const Result<AdbVerdict> verdict = connection.ask("host:version");
    if (!verdict)
        return std::unexpected(verdict.error());
    const Result<QByteArray> block = verdict->okay ? connection.block() : Result<QByteArray>(QByteArray());
    if (!block)
        return std::unexpected(block.error());
    const std::optional<int> version = adbVersion(*block);
    if (!version)
        return fail(ErrorKind::Unreachable,
                    tr("The adb server at %1 does not tell its version: %2")
                        .arg(address.text(), escapeControl(decodeText(verdict->why + *block))),
                    tr("adb kill-server ends it; the next connection starts another"));
    if (*version < oldestVersion)
        return fail(ErrorKind::Unreachable,
                    tr("The adb server at %1 has version %2, which is too old: %3 is needed")
                        .arg(address.text())
                        .arg(*version)
                        .arg(oldestVersion),
                    tr("adb kill-server ends it; start a newer one"));
    return {};
}

} // namespace

Result<bool> findAdbServer(const AdbServerAddress &address, bool start, ConnectObserver *observer,
                           const Interruptor &interruptor)
{
    Result<std::optional<AdbConnection>> connection = AdbConnection::open(address, interruptor);
    if (connection && !*connection) {
        if (!start)
            return false;
        if (const Result<> started = startServer(address, observer, interruptor); !started)
            return std::unexpected(started.error());
        connection = AdbConnection::open(address, interruptor);
        if (connection && !*connection)
            return notStarted(tr("it ended at once"));
    }
    if (!connection)
        return std::unexpected(connection.error());
    if (const Result<> version = checkVersion(**connection, address); !version)
        return std::unexpected(version.error());
    return true;
}

Result<QByteArray> askAdbServer(const AdbServerAddress &address, QByteArrayView service,
                                const Interruptor &interruptor, std::chrono::milliseconds limit)
{
    Result<std::optional<AdbConnection>> connection = AdbConnection::open(address, interruptor, limit);
    if (!connection)
        return std::unexpected(connection.error());
    if (!*connection)
        return notRunning(address);
    const Result<AdbVerdict> verdict = (*connection)->ask(service);
    if (!verdict)
        return std::unexpected(verdict.error());
    if (!verdict->okay)
        return fail(ErrorKind::Unreachable,
                    tr("The adb server refused: %1").arg(escapeControl(decodeText(verdict->why))));
    return (*connection)->block();
}

Result<QList<AdbDevice>> listAdbDevices(const AdbServerAddress &address, const Interruptor &interruptor)
{
    const Result<QByteArray> block = askAdbServer(address, "host:devices-l", interruptor);
    if (!block)
        return std::unexpected(block.error());
    return parseAdbDevices(*block);
}

} // namespace radiosonde
