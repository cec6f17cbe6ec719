// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/output_file.h"
#include "app/cli/run_printer.h"
#include "app/cli/stop_signals.h"

#include <QCoreApplication>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

} // namespace

int commandExport(const QStringList &argumentList)
{
    Arguments arguments(u"export RECORDING --format F --output FILE"_s,
                        tr("Writes what a recording holds as text."));
    arguments.addOption(u"format"_s, tr("json, csv, table or folded."), u"F"_s);
    arguments.addOption(u"output"_s, tr("The file to write; - for stdout."), u"FILE"_s);
    if (const auto status = arguments.read(argumentList, 1, 1))
        return *status;
    if (!arguments.has(u"format"_s))
        return report({ErrorKind::Usage, tr("--format is missing"),
                       tr("there are %1").arg(exportFormatNames().join(u", "_s))});
    const Result<ExportFormat> format = readFormat(arguments.value(u"format"_s));
    if (!format)
        return report(format.error());
    if (!arguments.has(u"output"_s))
        return report({ErrorKind::Usage, tr("--output is missing"), tr("- stands for stdout")});
    const Result<OutputFile> output = OutputFile::open(arguments.value(u"output"_s));
    if (!output)
        return report(output.error());
    RunRequest request;
    request.target = u"file:"_s + arguments.positional().constFirst();
    RunEnvironment environment;
    Interruptor stop;
    RunPrinter printer(*format, output->fd(), stop);
    ProbeRun replay(request, environment, printer);
    const StopSignals stopSignals(stop, {&replay});
    replay.start();
    return printer.conclude(replay.wait());
}

} // namespace radiosonde
