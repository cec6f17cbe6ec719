// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/transport/local_channel.h"

#include "core/base/architecture.h"
#include "remote/stub/embedded_stub.h"
#include "remote/transport/deploy.h"
#include "remote/transport/prefixed_channel.h"
#include "remote/transport/process_channel.h"
#include "remote/transport/rights.h"
#include "remote/transport/stub_file.h"

#include <QCoreApplication>
#include <QFile>
#include <QStandardPaths>

namespace radiosonde
{

namespace
{

QString stubName()
{
    return QCoreApplication::translate("Transport", "the stub");
}

// Started from memory; from a file where the kernel or a policy refuses that.
Result<std::unique_ptr<Channel>> startDirectly(QByteArrayView program)
{
    const InheritedCapabilities inherited;
    const Result<StubFile> memory = StubFile::inMemory(program);
    if (memory) {
        auto channel = ProcessChannel::start({.path = "/proc/self/fd/3",
                                              .arguments = {"radiosonde-stub"},
                                              .keepEnvironment = false,
                                              .keepFd = memory->fd(),
                                              .isNear = true,
                                              .name = stubName()});
        if (channel)
            return *std::move(channel);
    }
    const Result<StubFile> disk = StubFile::onDisk(program);
    if (!disk)
        return std::unexpected(disk.error());
    auto channel = ProcessChannel::start({.path = disk->path(),
                                          .arguments = {"radiosonde-stub"},
                                          .keepEnvironment = false,
                                          .keepFd = -1,
                                          .isNear = true,
                                          .name = stubName()});
    if (!channel)
        return std::unexpected(channel.error());
    return *std::move(channel);
}

struct Elevation
{
    QString program; // full path
    QList<QByteArray> arguments;
};

// pkexec asks in a window of its own; sudo is used where it asks nothing.
Elevation findElevation(const QByteArray &stub)
{
    const bool display =
        !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
    if (const QString pkexec = QStandardPaths::findExecutable(QStringLiteral("pkexec"));
        display && !pkexec.isEmpty())
        return {pkexec, {"pkexec", stub}};
    const QString sudo = QStandardPaths::findExecutable(QStringLiteral("sudo"));
    return {sudo, {"sudo", "-n", "--", stub}};
}

std::unexpected<Error> lacksRights(const QStringList &missing, const QString &why)
{
    QString text =
        QCoreApplication::translate("Transport", "This user may not trace this machine's kernel: %1 missing")
            .arg(missing.join(QCoreApplication::translate("Transport", " and ")));
    if (!why.isEmpty())
        text += QStringLiteral("; ") + why;
    return fail(ErrorKind::Unreachable, text, rightsHint());
}

Result<std::unique_ptr<Channel>> startElevated(QByteArrayView program, const QStringList &missing,
                                               const Interruptor &interruptor)
{
    const Result<StubFile> file = StubFile::onDisk(program); // sudo and pkexec pass no descriptors on
    if (!file)
        return std::unexpected(file.error());
    const Elevation elevation = findElevation(file->path());
    if (elevation.program.isEmpty())
        return lacksRights(missing, QCoreApplication::translate(
                                        "Transport", "neither pkexec nor sudo is there to ask for them"));
    const QString name = QString::fromLatin1(elevation.arguments.first());
    auto channel = ProcessChannel::start({.path = QFile::encodeName(elevation.program),
                                          .arguments = elevation.arguments,
                                          .keepEnvironment = true,
                                          .keepFd = -1,
                                          .isNear = true,
                                          .name = name});
    if (!channel)
        return std::unexpected(channel.error());
    const Result<bool> started =
        (*channel)->waitForOutput(interruptor); // then the file is not needed any more
    if (!started)
        return std::unexpected(started.error());
    if (!*started)
        return lacksRights(missing, (*channel)->farewell());
    return *std::move(channel);
}

} // namespace

Result<std::unique_ptr<Channel>> openLocalChannel(ConnectObserver *observer, const Interruptor &interruptor)
{
    const QByteArrayView program = embeddedStub(hostArchitecture());
    const QStringList missing = missingCapabilities();
    if (missing.isEmpty())
        return startDirectly(program);
    if (observer)
        observer->progress(
            QCoreApplication::translate("Transport", "Asking for the rights to trace this machine"));
    return startElevated(program, missing, interruptor);
}

Result<std::unique_ptr<Channel>> openCommandChannel(const QString &command, ConnectObserver *observer,
                                                    const Interruptor &interruptor)
{
    Result<std::unique_ptr<ProcessChannel>> channel =
        ProcessChannel::start({.path = "/bin/sh",
                               .arguments = {"sh", "-c", QFile::encodeName(command)},
                               .keepEnvironment = true,
                               .keepFd = -1,
                               .name = QCoreApplication::translate("Transport", "the command")});
    if (!channel)
        return std::unexpected(channel.error());
    Result<QByteArray> heard =
        deployUnlessStub(**channel, {.becomeRoot = false, .name = command}, observer, interruptor);
    if (!heard)
        return std::unexpected(heard.error());
    if (heard->isEmpty())
        return *std::move(channel);
    return std::make_unique<PrefixedChannel>(*std::move(heard), *std::move(channel));
}

} // namespace radiosonde
