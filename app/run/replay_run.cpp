// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/replay_run.h"

#include "app/run/run_names.h"
#include "core/model/decoder.h"
#include "core/record/recording_reader.h"
#include "core/symbols/symbol_chunks.h"

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

// A decoder counts what it does not know as damage.
class DataChunks : public ChunkSink
{
public:
    explicit DataChunks(ChunkSink &sink) : m_sink(sink) {}
    void take(const Chunk &chunk) override
    {
        if (!isSymbolChunk(chunk))
            m_sink.take(chunk);
    }

private:
    ChunkSink &m_sink;
};

// Names come behind the data that they belong to, so the file is read once for them alone. Damage is told by
// the reading for data.
std::shared_ptr<Names> recordedNames(const RunRequest &request, RunEnvironment &environment,
                                     const Interruptor &stop)
{
    auto names =
        std::make_shared<Names>(std::make_unique<RunSymbols>(request.symbols, environment.symbolizer));
    if (const auto reader = RecordingReader::open(recordingPath(request.target))) {
        [[maybe_unused]] const auto ending = (*reader)->replay(*names, stop);
    }
    return names;
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

RunSummary replayRun(const RunRequest &request, RunEnvironment &environment, RunObserver &observer,
                     const Interruptor &stop)
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
    if (showsAddresses(plan))
        observer.symbols(recordedNames(request, environment, stop));
    Decoder decoder(plan, observer.sink());
    summary.started = true;
    DataChunks data(decoder);
    const Result<RecordingEnd> ending = (*reader)->replay(data, stop);
    const qint64 duration = ending && ending->end ? ending->end->durationNs : 0;
    summary.end = decoder.finish(duration, ending && ending->end);
    if (ending && ending->damage)
        observer.diagnostics({damageNote(path, *ending->damage)});
    if (!ending && ending.error().kind != ErrorKind::Cancelled)
        summary.error = ending.error();
    return summary;
}

} // namespace radiosonde
