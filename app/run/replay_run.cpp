// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/replay_run.h"

#include "core/model/decoder.h"
#include "core/record/recording_reader.h"

#include <QCoreApplication>

namespace radiosonde
{

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("Run", text);
}

Result<> checkProbe(const RunRequest &request, const Plan &plan)
{
    if (request.probe.isEmpty() || request.probe == plan.probe)
        return {};
    return fail(ErrorKind::Usage, tr("%1 is a recording of %2, not of %3")
                                      .arg(recordingPath(request.target), plan.probe, request.probe));
}

Diagnostic damageNote(const QString &path, const Error &damage)
{
    Diagnostic note;
    note.severity = Severity::Warning;
    note.file = path;
    note.message = damage.text;
    note.hint = damage.hint;
    return note;
}

} // namespace

QString recordingPath(const QString &url)
{
    return url.startsWith(QStringLiteral("file:")) ? url.mid(5) : QString();
}

RunSummary replayRun(const RunRequest &request, RunObserver &observer, const Interruptor &stop)
{
    RunSummary summary;
    const auto refuse = [&](const Error &error) {
        summary.error = error;
        return summary;
    };
    const QString path = recordingPath(request.target);
    observer.progress(tr("Reading %1").arg(path));
    const auto reader = RecordingReader::open(path);
    if (!reader)
        return refuse(reader.error());
    const Plan &plan = (*reader)->plan();
    if (const Result<> matches = checkProbe(request, plan); !matches)
        return refuse(matches.error());
    if (const Result<> accepted = observer.accept(plan.views); !accepted)
        return refuse(accepted.error());
    Decoder decoder(plan, observer.sink());
    summary.started = true;
    const Result<RecordingEnd> ending = (*reader)->replay(decoder, stop);
    const qint64 duration = ending && ending->end ? ending->end->durationNs : 0;
    summary.end = decoder.finish(duration, ending && ending->end);
    if (ending && ending->damage)
        observer.diagnostics({damageNote(path, *ending->damage)});
    if (!ending && ending.error().kind != ErrorKind::Cancelled)
        summary.error = ending.error();
    return summary;
}

} // namespace radiosonde
