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
#include "core/export/text_grid.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>

#include <vector>

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
                        tr("Where to run: a saved target's name, local, ssh://[user@]host, adb://[serial], "
                           "serial:///dev/ttyUSB0, board://arm64, cmd:COMMAND, or file:PATH to replay a "
                           "recording; may be repeated."),
                        u"TARGET"_s);
    arguments.addOption(u"duration"_s, tr("End after so many seconds; without it, at Ctrl-C."), u"S"_s);
    arguments.addOption(u"interval"_s, tr("Seconds between snapshots of maps (1)."), u"S"_s);
    arguments.addOption(u"set"_s, tr("Give a parameter of the probe a value; may be repeated."),
                        u"NAME=VALUE"_s);
    arguments.addOption(u"format"_s, tr("table, json, csv or folded (table)."), u"F"_s);
    arguments.addOption(u"output"_s, tr("Write the data to a file instead of stdout."), u"FILE"_s);
    arguments.addOption(u"record"_s, tr("Keep a recording of the run in a file as well."), u"FILE"_s);
    arguments.addOption(u"log"_s, tr("Append an account of every call made on the target to a file."),
                        u"FILE"_s);
    arguments.addOption(u"target-log"_s,
                        tr("Let the stub keep such an account as well, in a file of the target."), u"FILE"_s);
    arguments.addOption(u"reconnect"_s,
                        tr("Try a target again whose link is lost, until it is back or the run ends."));
    arguments.addOption(u"alternative"_s, tr("Attach this alternative of the probe's programs, no other."),
                        u"NAME"_s);
    addTypesOptions(arguments);
    arguments.addOption(
        u"sysroot"_s,
        tr("Look for the symbols of the target's programs in these folders: copies of its file "
           "system, or folders of unstripped files."),
        u"DIR[:DIR]"_s);
    arguments.addOption(u"debuginfod"_s, tr("Ask the servers of DEBUGINFOD_URLS for debug information."));
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

Result<> readSymbolPlaces(const Arguments &arguments, RunRequest &request)
{
    request.symbols.debuginfod = arguments.has(u"debuginfod"_s);
    if (!arguments.has(u"sysroot"_s))
        return {};
    request.symbols.folders = arguments.value(u"sysroot"_s).split(u':', Qt::SkipEmptyParts);
    for (const QString &folder : std::as_const(request.symbols.folders)) {
        if (!QFileInfo(folder).isDir())
            return fail(ErrorKind::Usage, tr("there is no folder %1").arg(folder));
    }
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

Result<> readTarget(const QString &given, const Arguments &arguments, RunRequest &request)
{
    const Result<TargetChoice> target = chooseTarget(given);
    if (!target)
        return std::unexpected(target.error());
    request.target = target->url;
    request.targetName = target->name;
    const Result<KernelTypesSource> types = readTypesOptions(arguments, target->kernelTypes);
    if (!types)
        return std::unexpected(types.error());
    request.kernelTypes = *types;
    request.symbols.folders = target->sysroots;
    request.targetLog = targetLogOfRun(target->targetLog);
    return {};
}

Result<RunRequest> readRequest(const QString &target, const Arguments &arguments)
{
    RunRequest request;
    if (const Result<> known = readTarget(target, arguments, request); !known)
        return std::unexpected(known.error());
    request.recordPath = arguments.value(u"record"_s);
    request.logPath = arguments.value(u"log"_s);
    if (arguments.has(u"target-log"_s))
        request.targetLog = arguments.value(u"target-log"_s);
    request.reconnect = arguments.has(u"reconnect"_s);
    request.alternative = arguments.value(u"alternative"_s);
    request.perfBuffers = arguments.has(u"perf-buffers"_s);
    for (const auto read : {readParameters, readTimes, readRingSize, readSymbolPlaces}) {
        if (const Result<> done = read(arguments, request); !done)
            return std::unexpected(done.error());
    }
    if (const Result<> found = readProbe(arguments.positional().constFirst(), request); !found)
        return std::unexpected(found.error());
    return request;
}

QString nameOf(const RunRequest &request)
{
    return request.targetName.isEmpty() ? request.target : request.targetName;
}

// "trace.rsrec" for "board-7" is "trace-board-7.rsrec".
QString recordPathFor(const QString &path, const QString &target)
{
    if (path.isEmpty())
        return path;
    static const QRegularExpression unfit(u"[^A-Za-z0-9._-]+"_s);
    const QFileInfo file(path);
    const QString suffix = file.suffix().isEmpty() ? QString() : u'.' + file.suffix();
    return path.chopped(suffix.size()) + u'-' + QString(target).replace(unfit, u"-"_s) + suffix;
}

// One request for each target.
Result<std::vector<RunRequest>> readRequests(const Arguments &arguments)
{
    QStringList targets = arguments.values(u"target"_s);
    if (targets.isEmpty())
        targets.append(QString());
    std::vector<RunRequest> requests;
    for (const QString &target : std::as_const(targets)) {
        Result<RunRequest> request = readRequest(target, arguments);
        if (!request)
            return std::unexpected(request.error());
        for (const RunRequest &other : requests) {
            if (other.target == request->target)
                return fail(ErrorKind::Usage, tr("the target %1 is named twice").arg(target));
        }
        if (targets.size() > 1 && !recordingPath(request->target).isEmpty())
            return fail(ErrorKind::Usage, tr("a recording is replayed by itself, not beside other targets"));
        if (targets.size() > 1)
            request->recordPath = recordPathFor(request->recordPath, nameOf(*request));
        requests.push_back(*std::move(request));
    }
    return requests;
}

// All at once; the exit status is that of the first target, in the order given, that failed.
int run(const std::vector<RunRequest> &requests, ExportFormat format, int fd)
{
    RunEnvironment environment;
    Interruptor stop;
    RunPrinter::Shared shared;
    for (const RunRequest &request : requests)
        shared.nameWidth = qMax(shared.nameWidth, terminalWidth(nameOf(request)));
    std::vector<std::unique_ptr<RunPrinter>> printers;
    std::vector<std::unique_ptr<ProbeRun>> runs;
    std::vector<ProbeRun *> toStop;
    for (const RunRequest &request : requests) {
        std::optional<RunPrinter::Whose> whose;
        if (requests.size() > 1)
            whose.emplace(shared, request.target, nameOf(request));
        printers.push_back(std::make_unique<RunPrinter>(format, fd, stop, whose));
        runs.push_back(std::make_unique<ProbeRun>(request, environment, *printers.back()));
        toStop.push_back(runs.back().get());
    }
    const StopSignals stopSignals(stop, toStop);
    for (const auto &each : runs)
        each->start();
    int status = 0;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const int own = printers[i]->conclude(runs[i]->wait());
        status = status == 0 ? own : status;
    }
    return status;
}

} // namespace

int commandRun(const QStringList &argumentList)
{
    Arguments arguments(u"run PROBE [options]"_s,
                        tr("Runs PROBE, a name of the library or a .bpf.c file, and prints what it sees."));
    addOptions(arguments);
    if (const auto status = arguments.read(argumentList, 1, 1))
        return *status;
    const Result<std::vector<RunRequest>> requests = readRequests(arguments);
    if (!requests)
        return report(requests.error());
    const Result<ExportFormat> format =
        readFormat(arguments.has(u"format"_s) ? arguments.value(u"format"_s) : u"table"_s);
    if (!format)
        return report(format.error());
    const Result<OutputFile> output = OutputFile::open(arguments.value(u"output"_s));
    if (!output)
        return report(output.error());
    return run(*requests, *format, output->fd());
}

} // namespace radiosonde
