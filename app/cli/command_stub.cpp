// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/output_file.h"
#include "core/base/architecture.h"
#include "core/base/text.h"
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

Result<Architecture> readArchitecture(const Arguments &arguments)
{
    QStringList names;
    for (const Architecture each : allArchitectures())
        names.append(architectureName(each));
    const QString all = tr("there are %1").arg(names.join(u", "_s));
    if (!arguments.has(u"arch"_s))
        return fail(ErrorKind::Usage, tr("--arch is missing"), all);
    const QString name = arguments.value(u"arch"_s);
    if (const auto architecture = architectureFromName(name))
        return *architecture;
    const QString near = nearest(name, names);
    return fail(ErrorKind::Usage, tr("there is no architecture %1").arg(name),
                near.isEmpty() ? all : tr("did you mean %1?").arg(near));
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
    Arguments arguments(u"stub --arch A --output FILE"_s,
                        tr("Writes the program that runs on a target of an architecture."));
    arguments.addOption(u"arch"_s, tr("x86_64, arm64, arm or riscv64."), u"A"_s);
    arguments.addOption(u"output"_s, tr("The file to write, executable; - for stdout."), u"FILE"_s);
    if (const auto status = arguments.read(argumentList, 0, 0))
        return *status;
    const Result<Architecture> architecture = readArchitecture(arguments);
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
