// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/loader/object_loading.h"

#include "core/base/text.h"
#include "remote/loader/conversions.h"
#include "remote/loader/hook.h"
#include "remote/loader/missing_types.h"
#include "remote/loader/refusal.h"
#include "remote/loader/types_file.h"
#include "remote/loader/uprobe_targets.h"
#include "remote/loader/verifier_report.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>

using namespace Qt::StringLiterals;

namespace radiosonde
{

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("Loader", text);
}

// The name that internal maps begin with.
std::string objectName(const QString &fileName)
{
    const QString base = QFileInfo(fileName).fileName().section(u'.', 0, 0);
    return base.isEmpty() ? "probe" : base.toStdString();
}

} // namespace

ObjectLoading::ObjectLoading(Session &session, WorkerClient &worker, TargetHooks &hooks,
                             Trampolines &trampolines)
    : m_session(session), m_worker(worker), m_hooks(hooks), m_trampolines(trampolines)
{
}

QString ObjectLoading::sectionOf(const QString &program) const
{
    const auto found = std::ranges::find(m_programs, program, &CandidateProgram::name);
    return found == m_programs.end() ? QString() : found->section;
}

Result<LoadResult> ObjectLoading::start(const LoadRequest &request, const Interruptor &interruptor)
{
    m_request = request;
    m_enlarge = !request.keepSmallRings;
    m_resemblesLockdown = false;
    if (const Result<> opened = open(interruptor); !opened)
        return std::unexpected(opened.error());
    m_choice = Choice(m_programs, request.groups, request.onlyAlternative);
    if (const Result<> pruned = prune(interruptor); !pruned)
        return std::unexpected(pruned.error());
    if (const Result<> found = findUprobes(interruptor); !found)
        return std::unexpected(found.error());
    return load(interruptor);
}

Result<> ObjectLoading::findUprobes(const Interruptor &interruptor)
{
    Result<QList<Diagnostic>> warnings =
        findUprobeTargets(m_worker, m_request, m_programs, m_choice, interruptor);
    if (!warnings)
        return std::unexpected(warnings.error());
    m_uprobeWarnings = *std::move(warnings);
    return {};
}

Result<> ObjectLoading::open(const Interruptor &interruptor)
{
    const Result<std::string> types = readTypes(m_request.btfPath);
    if (!types)
        return std::unexpected(types.error());
    OpenJob job{objectName(m_request.fileName), m_request.object.toStdString(), *types, {}, 8};
    job.pointerSize = m_session.target().pointerSize;
    for (const auto &[name, text] : m_request.tracepointFormats)
        job.tracepoints.push_back({name.toStdString(), text.toStdString()});
    const Result<OpenAnswer> answer = m_worker.ask<OpenAnswer>(JobOpen, job, interruptor);
    if (!answer)
        return std::unexpected(answer.error());
    m_version = QString::fromStdString(answer->version);
    m_programs.clear();
    if (answer->badTypes)
        return fail(ErrorKind::Usage,
                    tr("The kernel's types cannot be used: %1").arg(errnoText(answer->error)));
    if (answer->error != 0) {
        return fail(ErrorKind::Usage, tr("%1 is no BPF object that can be loaded: %2")
                                          .arg(m_request.fileName, firstWords(answer->words, answer->error)));
    }
    for (const JobProgram &program : answer->programs)
        m_programs.append({toText(program.name), toText(program.section), program.chosen});
    return {};
}

Result<> ObjectLoading::prune(const Interruptor &interruptor)
{
    if (const Result<> pruned = m_hooks.prune(m_programs, m_choice, interruptor); !pruned)
        return pruned;
    for (const CandidateProgram &program : std::as_const(m_programs)) {
        if (parseHook(program.section).kind != HookKind::Tracing || m_choice.isRefused(program.name))
            continue;
        const Result<QString> why = m_trampolines.complaint(interruptor);
        if (!why)
            return std::unexpected(why.error());
        if (!why->isEmpty())
            m_choice.refuse(program.name, *why);
    }
    return {};
}

LoadJob ObjectLoading::makeJob() const
{
    LoadJob job;
    for (const auto &[name, bytes] : m_request.globals)
        job.globals.push_back({name.toStdString(), bytes.toStdString()});
    for (const auto &[name, entries] : m_request.mapSizes)
        job.mapSizes.push_back({name.toStdString(), entries});
    job.enabled = toNames(m_choice.enabled());
    job.disabled = toNames(m_choice.disabled());
    job.minimumRingBytes = m_enlarge ? m_request.minimumRingBytes : 0;
    return job;
}

AttachJob ObjectLoading::attachJob() const
{
    AttachJob job;
    for (const auto &[program, frequency] : m_request.sampleFrequencies)
        job.frequencies.push_back({program.toStdString(), frequency});
    return job;
}

Result<LoadResult> ObjectLoading::load(const Interruptor &interruptor)
{
    LoadResult result;
    result.libbpfVersion = m_version;
    for (Next next = Next::Again; next == Next::Again;) {
        if (m_choice.enabled().isEmpty()) {
            if (const Result<> open = checkLockdown(interruptor); !open)
                return std::unexpected(open.error());
            refuse(result, tr("No program can be attached on this kernel"));
            break;
        }
        const Result<LoadAnswer> answer = m_worker.ask<LoadAnswer>(JobLoad, makeJob(), interruptor);
        if (!answer)
            return std::unexpected(answer.error());
        result.roundTrips += int(answer->roundTrips);
        const Result<Next> judged = judge(*answer, result, interruptor);
        if (!judged)
            return std::unexpected(judged.error());
        next = *judged;
    }
    result.programs = m_choice.states({});
    result.diagnostics = m_uprobeWarnings + result.diagnostics;
    return result;
}

ObjectLoading::Next ObjectLoading::refuse(LoadResult &result, const QString &message)
{
    Diagnostic diagnostic;
    diagnostic.file = m_request.fileName;
    diagnostic.message = message;
    result.diagnostics.append(diagnostic);
    return Next::Refused;
}

Result<ObjectLoading::Next> ObjectLoading::judge(const LoadAnswer &answer, LoadResult &result,
                                                 const Interruptor &interruptor)
{
    switch (answer.failure) {
    case LoadFailure::None:
        describeLoaded(answer, result);
        return Next::Done;
    case LoadFailure::UnknownGlobal:
        return fail(ErrorKind::Usage, tr("The object has no variable %1").arg(toText(answer.subject)));
    case LoadFailure::GlobalSize:
        return fail(ErrorKind::Usage,
                    tr("The variable %1 has %2 bytes").arg(toText(answer.subject)).arg(answer.number));
    case LoadFailure::UnknownMap:
        return fail(ErrorKind::Usage,
                    tr("The object has no map %1 that can have this size").arg(toText(answer.subject)));
    case LoadFailure::BadObject:
        return fail(ErrorKind::Internal,
                    tr("libbpf cannot open the object again: %1").arg(errnoText(answer.number)));
    case LoadFailure::Posted:
        return judgePosted(answer, interruptor);
    case LoadFailure::Map:
        return judgeMap(answer, result, interruptor);
    case LoadFailure::Program:
        return judgeProgram(answer, result, interruptor);
    case LoadFailure::Other:
        break;
    }
    if (const Result<> rights = checkRights(answer.number, interruptor); !rights)
        return std::unexpected(rights.error());
    if (lacksKernelTypes(answer) && !m_request.typesHint.isEmpty()) {
        refuse(result, tr("The probe needs the types of the target's kernel"));
        result.diagnostics.last().hint = m_request.typesHint;
        return Next::Refused;
    }
    return refuse(result, tr("The object cannot be loaded: %1").arg(firstWords(answer.words, answer.number)));
}

// What libbpf went on to do after a call that had failed says nothing, and it keeps what it learned of the
// kernel meanwhile: another worker does it again, waiting for each call.
Result<ObjectLoading::Next> ObjectLoading::judgePosted(const LoadAnswer &, const Interruptor &interruptor)
{
    m_worker.end();
    m_worker.setPipelined(false);
    if (const Result<> opened = open(interruptor); !opened)
        return std::unexpected(opened.error());
    if (const Result<> found = findUprobes(interruptor); !found)
        return std::unexpected(found.error());
    return Next::Again;
}

Result<ObjectLoading::Next> ObjectLoading::judgeMap(const LoadAnswer &answer, LoadResult &result,
                                                    const Interruptor &interruptor)
{
    const bool scarce = answer.number == ENOMEM || answer.number == EPERM;
    if (scarce && m_enlarge && m_request.minimumRingBytes > 0) {
        m_enlarge = false; // perhaps it was that
        return Next::Again;
    }
    if (const Result<> rights = checkRights(answer.number, interruptor); !rights)
        return std::unexpected(rights.error());
    return refuse(
        result,
        tr("The kernel refuses the map %1: %2").arg(toText(answer.subject), errnoText(answer.number)));
}

Result<ObjectLoading::Next> ObjectLoading::judgeProgram(const LoadAnswer &answer, LoadResult &result,
                                                        const Interruptor &interruptor)
{
    const QString program = toText(answer.subject);
    if (answer.log.empty()) {
        if (const Result<> rights = checkRights(answer.number, interruptor); !rights)
            return std::unexpected(rights.error());
    }
    Diagnostic diagnostic =
        explainRefusal(program, QString::fromUtf8(answer.log), QString::fromUtf8(answer.words),
                       toLines(answer.lines), m_request.fileName, answer.number);
    result.verifierLog = QString::fromUtf8(answer.log);
    noteRefusal(result.verifierLog, answer.number);
    explainMissingType(program, result.verifierLog, m_request.typesHint, diagnostic);
    const bool known = m_choice.isChosen(program);
    const bool hookMissing = answer.log.empty() && isHookMissing(answer);
    if (known) {
        m_choice.refuse(program, hookMissing ? attachRefusal(parseHook(sectionOf(program)), ENOENT)
                                             : diagnostic.message);
    }
    if (known && (m_choice.hasStandIn(program) || m_choice.isOptional(program) || hookMissing))
        return Next::Again;
    if (const Result<> open = checkLockdown(interruptor); !open)
        return std::unexpected(open.error());
    result.diagnostics.append(diagnostic);
    return Next::Refused;
}

Result<> ObjectLoading::checkRights(int error, const Interruptor &interruptor)
{
    if (error != EPERM && error != EACCES && error != ENOSYS)
        return {};
    const Result<QString> lockdown = readLockdown(interruptor);
    if (!lockdown)
        return std::unexpected(lockdown.error());
    if (const std::optional<Error> missing = missingRight(m_session.target(), error, *lockdown))
        return std::unexpected(*missing);
    return {};
}

// Empty when the kernel does not tell; its command line where securityfs is not mounted.
Result<QString> ObjectLoading::readLockdown(const Interruptor &interruptor)
{
    constexpr int most = 4096;
    for (const QString &path : {u"/sys/kernel/security/lockdown"_s, u"/proc/cmdline"_s}) {
        const Result<QByteArray> text = m_session.readFile(path, most, interruptor);
        if (text)
            return QString::fromUtf8(*text);
        if (text.error().kind == ErrorKind::Cancelled || text.error().kind == ErrorKind::Lost)
            return std::unexpected(text.error());
    }
    return QString();
}

void ObjectLoading::noteRefusal(const QString &verifierLog, int error)
{
    m_resemblesLockdown |= resemblesLockdown(verifierLog, error);
}

Result<> ObjectLoading::checkLockdown(const Interruptor &interruptor)
{
    if (!m_resemblesLockdown)
        return {};
    const Result<QString> lockdown = readLockdown(interruptor);
    if (!lockdown)
        return std::unexpected(lockdown.error());
    if (const std::optional<Error> locked = lockedDown(*lockdown))
        return std::unexpected(*locked);
    return {};
}

} // namespace radiosonde
