// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/uprobe_targets.h"

#include "remote/loader/conversions.h"
#include "remote/loader/hook.h"
#include "remote/loader/uprobe_words.h"

#include <algorithm>

namespace radiosonde
{

namespace
{

UprobeJob makeJob(const LoadRequest &request, const QList<CandidateProgram> &programs, const Choice &choice)
{
    UprobeJob job;
    job.binary = request.binary.toStdString();
    job.symbol = request.symbol.toStdString();
    for (const CandidateProgram &program : programs) {
        const bool mayRun = program.wanted || choice.isInGroup(program.name);
        if (parseHook(program.section).kind == HookKind::Uprobe && mayRun && !choice.isRefused(program.name))
            job.programs.push_back({program.name.toStdString(), program.section.toStdString()});
    }
    return job;
}

Diagnostic toDiagnostic(const UprobeWarning &warning, const LoadRequest &request, const QString &program)
{
    Diagnostic diagnostic;
    diagnostic.severity = Severity::Warning;
    diagnostic.file = request.fileName;
    diagnostic.message = warning.message;
    diagnostic.hint = warning.hint;
    const auto line = std::ranges::find(request.programLines, program, &std::pair<QString, int>::first);
    diagnostic.line = line == request.programLines.end() ? 0 : line->second;
    return diagnostic;
}

} // namespace

Result<QList<Diagnostic>> findUprobeTargets(WorkerClient &worker, const LoadRequest &request,
                                            const QList<CandidateProgram> &programs, Choice &choice,
                                            const Interruptor &interruptor)
{
    QList<Diagnostic> warnings;
    const UprobeJob job = makeJob(request, programs, choice);
    if (job.programs.empty())
        return warnings;
    worker.setSymbolFolders(request.symbolFolders);
    const auto answer = worker.ask<UprobeAnswer>(JobUprobes, job, interruptor);
    if (!answer)
        return std::unexpected(answer.error());
    for (const UprobeOutcome &outcome : answer->programs) {
        const QString program = toText(outcome.program);
        if (outcome.failure != UprobeFailure::None) {
            choice.refuse(program, uprobeRefusal(outcome));
            continue;
        }
        choice.setVia(program, toText(outcome.via));
        for (const UprobeWarning &warning : uprobeWarnings(outcome))
            warnings.append(toDiagnostic(warning, request, program));
    }
    return warnings;
}

} // namespace radiosonde
