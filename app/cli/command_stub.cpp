// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/output_file.h"
#include "remote/stub/embedded_stub.h"

#include <QCoreApplication>

#include <cerrno>

#include <unistd.h>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

bool writeAll(int fd, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = write(fd, bytes.data(), static_cast<std::size_t>(bytes.size()));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes = bytes.sliced(written);
    }
    return true;
}

} // namespace

int commandStub(const QStringList &argumentList)
{
    const QString usage = u"stub --arch A --output FILE"_s;
    Arguments arguments(usage, tr("Writes the program that runs on a target of an architecture."));
    arguments.addOption(u"arch"_s, tr("x86_64, arm64, arm or riscv64."), u"A"_s);
    arguments.addOption(u"output"_s, tr("The file to write, executable; - for stdout."), u"FILE"_s);
    if (const auto status = arguments.read(argumentList, 0, 0))
        return *status;
    if (!arguments.has(u"arch"_s))
        return report({ErrorKind::Usage, tr("--arch is missing"), tr("usage: radiosonde %1").arg(usage)});
    const Result<Architecture> architecture = readArchitecture(arguments.value(u"arch"_s));
    if (!architecture)
        return report(architecture.error());
    if (!arguments.has(u"output"_s))
        return report({ErrorKind::Usage, tr("--output is missing"), tr("- stands for stdout")});
    const Result<OutputFile> output = OutputFile::open(arguments.value(u"output"_s), true);
    if (!output)
        return report(output.error());
    if (writeAll(output->fd(), embeddedStub(*architecture)))
        return 0;
    const QString why = qt_error_string(errno);
    return report(
        {ErrorKind::Internal, tr("%1 cannot be written: %2").arg(arguments.value(u"output"_s), why), {}});
}

} // namespace radiosonde
