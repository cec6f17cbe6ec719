// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/output_file.h"
#include "app/cli/run_printer.h"
#include "app/cli/stop_signals.h"
#include "app/cli/target_session.h"
#include "app/cli/types_options.h"
#include "app/run/probe_library.h"
#include "app/run/replay_run.h"

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

void addOptions(Arguments &arguments)
{
    arguments.addOption(u"target"_s,
                        tr("Where to run: a saved target's name, local, ssh://[user@]host, board://arm64, "
                           "cmd:COMMAND, or file:PATH to replay a recording."),
                        u"TARGET"_s);
    arguments.addOption(u"duration"_s, tr("End after so many seconds; without it, at Ctrl-C."), u"S"_s);
    arguments.addOption(u"interval"_s, tr("Seconds between snapshots of maps (1)."), u"S"_s);
    arguments.addOption(u"set"_s, tr("Give a parameter of the probe a value; may be repeated."),
                        u"NAME=VALUE"_s);
    arguments.addOption(u"format"_s, tr("table, json, csv or folded (table)."), u"F"_s);
    arguments.addOption(u"output"_s, tr("Write the data to a file instead of stdout."), u"FILE"_s);
    arguments.addOption(u"record"_s, tr("Keep a recording of the run in a file as well."), u"FILE"_s);
    arguments.addOption(u"alternative"_s, tr("Attach this alternative of the probe's programs, no other."),
                        u"NAME"_s);
    addTypesOptions(arguments);
    arguments.addOption(u"sysroot"_s,
                        tr("Look for symbols of the target's programs in copies of its files, by build-id."),
                        u"DIR[:DIR]"_s);
    arguments.addOption(
        u"perf-buffers"_s,
        tr("Send records through perf buffers in the place of ring buffers, as kernels before 5.8 need it."));
    arguments.addOption(u"ring-size"_s, tr("Bytes of each ring buffer, a power of two."), u"BYTES"_s);
}

Result<> readParameters(const Arguments &arguments, RunRequest &request)
{
    for (const QString &assignment : arguments.values(u"set"_s)) {
        const qsizetype equals = assignment.indexOf(u'=');
        if (equals <= 0)
            return fail(ErrorKind::Usage, tr("--set takes NAME=VALUE, not %1").arg(assignment));
        request.parameters.append({assignment.first(equals), assignment.sliced(equals + 1)});
    }
    return {};
}

Result<> readTimes(const Arguments &arguments, RunRequest &request)
{
    constexpr double longestSeconds = 366.0 * 86400;
    const auto duration = arguments.seconds(u"duration"_s, 0.001, longestSeconds);
    if (!duration)
        return std::unexpected(duration.error());
    request.durationNs = *duration;
    const auto interval = arguments.seconds(u"interval"_s, 0.05, 3600);
    if (!interval)
        return std::unexpected(interval.error());
    request.intervalNs = interval->value_or(request.intervalNs);
    return {};
}

Result<> readRingSize(const Arguments &arguments, RunRequest &request)
{
    if (!arguments.has(u"ring-size"_s))
        return {};
    bool isNumber = false;
    const quint32 bytes = arguments.value(u"ring-size"_s).toUInt(&isNumber);
    if (!isNumber || bytes < 4096 || (bytes & (bytes - 1)) != 0)
        return fail(
            ErrorKind::Usage,
            tr("--ring-size takes a power of two from 4096 on, not %1").arg(arguments.value(u"ring-size"_s)));
    request.ringBytes = bytes;
    return {};
}

Result<> readProbe(const QString &probe, RunRequest &request)
{
    const bool replay = !recordingPath(request.target).isEmpty();
    Result<ProbeSource> source = findProbe(probe);
    if (!source && replay) { // a recording needs no source: the name is only compared
        request.probe = probe;
        return {};
    }
    if (!source)
        return std::unexpected(source.error());
    request.probe = source->name;
    request.fileName = source->fileName;
    request.source = source->source;
    return {};
}

Result<RunRequest> readRequest(const Arguments &arguments)
{
    RunRequest request;
    const Result<TargetChoice> target = chooseTarget(arguments.value(u"target"_s));
    if (!target)
        return std::unexpected(target.error());
    request.target = target->url;
    request.targetName = target->name;
    const Result<KernelTypesSource> types = readTypesOptions(arguments, target->kernelTypes);
    if (!types)
        return std::unexpected(types.error());
    request.kernelTypes = *types;
    request.sysroots = target->sysroots;
    if (arguments.has(u"sysroot"_s))
        request.sysroots = arguments.value(u"sysroot"_s).split(u':', Qt::SkipEmptyParts);
    request.recordPath = arguments.value(u"record"_s);
    request.alternative = arguments.value(u"alternative"_s);
    request.perfBuffers = arguments.has(u"perf-buffers"_s);
    for (const auto read : {readParameters, readTimes, readRingSize}) {
        if (const Result<> done = read(arguments, request); !done)
            return std::unexpected(done.error());
    }
    if (const Result<> found = readProbe(arguments.positional().constFirst(), request); !found)
        return std::unexpected(found.error());
    return request;
}

int run(const RunRequest &request, ExportFormat format, int fd)
{
    RunEnvironment environment;
    Interruptor stop;
    RunPrinter printer(format, fd, stop);
    ProbeRun probeRun(request, environment, printer);
    const StopSignals stopSignals(stop, &probeRun);
    probeRun.start();
    return printer.conclude(probeRun.wait());
}

} // namespace

int commandRun(const QStringList &argumentList)
{
    Arguments arguments(u"run PROBE [options]"_s,
                        tr("Runs PROBE, a name of the library or a .bpf.c file, and prints what it sees."));
    addOptions(arguments);
    if (const auto status = arguments.read(argumentList, 1, 1))
        return *status;
    const Result<RunRequest> request = readRequest(arguments);
    if (!request)
        return report(request.error());
    const Result<ExportFormat> format =
        readFormat(arguments.has(u"format"_s) ? arguments.value(u"format"_s) : u"table"_s);
    if (!format)
        return report(format.error());
    const Result<OutputFile> output = OutputFile::open(arguments.value(u"output"_s));
    if (!output)
        return report(output.error());
    return run(*request, *format, output->fd());
}

} // namespace radiosonde
