// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/run_preparation.h"

#include "core/layout/meaning.h"
#include "core/model/inference.h"
#include "core/model/parameters.h"
#include "core/model/uprobe_parameters.h"
#include "remote/loader/refusal.h"
#include "remote/session/target_probe.h"

#include <QCoreApplication>
#include <QSysInfo>
#include <QtEndian>

#include <algorithm>
#include <future>

#include <linux/bpf.h>

namespace radiosonde
{

namespace
{

// A ring of so many bytes carries a burst of some 10,000 events while the target is busy elsewhere.
constexpr quint32 comfortableRingBytes = 1u << 20;

QString tr(const char *text)
{
    return QCoreApplication::translate("Run", text);
}

bool needsAllRights(const Facts &facts)
{
    return std::ranges::any_of(facts.programs, [](const ProgramFacts &program) {
        return isUprobeSection(program.section) || program.section == u"socket";
    });
}

} // namespace

RunPreparation::RunPreparation(const RunRequest &request, RunEnvironment &environment, RunObserver &observer,
                               std::shared_ptr<RunAudit> audit, const Interruptor &stop)
    : m_request(request), m_environment(environment), m_observer(observer), m_audit(std::move(audit)),
      m_stop(stop)
{
}

Result<PreparedRun> RunPreparation::prepare()
{
    if (const Result<> ready = connectAndCompile(); !ready)
        return std::unexpected(ready.error());
    if (const Result<> applied = applyParameters(); !applied)
        return std::unexpected(applied.error());
    fillPlan();
    if (const Result<> accepted = m_observer.accept(m_prepared.plan.views); !accepted)
        return std::unexpected(accepted.error());
    if (const Result<> named = nameNumbers(); !named)
        return std::unexpected(named.error());
    if (const Result<> filled = fillLoadRequest(); !filled)
        return std::unexpected(filled.error());
    return std::move(m_prepared);
}

Result<> RunPreparation::connectAndCompile()
{
    const bool knownArchitecture = m_request.target == u"local";
    auto connecting = std::async(std::launch::async, [this] { return connect(); });
    Result<> compiled;
    if (knownArchitecture)
        compiled = compile(hostArchitecture());
    Result<TargetLease> lease = connecting.get();
    if (!lease)
        return std::unexpected(lease.error());
    m_prepared.lease = *std::move(lease);
    if (!knownArchitecture)
        compiled = compile(m_prepared.lease.session->target().architecture);
    Result<KernelTypes> types =
        findKernelTypes(typesSource(m_request.kernelTypes, m_request.target, m_environment.boards),
                        *m_prepared.lease.session, m_environment.compiler, &m_observer, m_stop);
    if (!types)
        return std::unexpected(types.error());
    m_types = *std::move(types);
    if (compiled)
        compiled = compileMissingTypes();
    if (compiled && needsAllRights(m_prepared.compiled.facts))
        compiled = reconnectWithAllRights();
    return compiled ? reportCompile() : compiled;
}

// The target's kernel is newer than the shipped header, or has types of its own.
Result<> RunPreparation::compileMissingTypes()
{
    Result<CompileResult> compiled = compileWithTypes(
        compileRequest(m_prepared.lease.session->target().architecture), std::move(m_prepared.compiled),
        m_types, m_prepared.lease, m_environment.compiler, m_stop);
    if (!compiled)
        return std::unexpected(compiled.error());
    m_prepared.compiled = *std::move(compiled);
    return {};
}

Result<> RunPreparation::reconnectWithAllRights()
{
    m_environment.targets.giveBack(m_request.target, m_prepared.rights, std::move(m_prepared.lease));
    m_prepared.rights = StubRights::All;
    Result<TargetLease> lease = connect();
    if (!lease)
        return std::unexpected(lease.error());
    m_prepared.lease = *std::move(lease);
    return {};
}

Result<TargetLease> RunPreparation::connect()
{
    TargetPool &pool = m_environment.targets;
    const QString log = m_audit->nextTargetLog();
    Result<TargetLease> lease =
        log.isEmpty() ? pool.acquire(m_request.target, m_prepared.rights, &m_observer, m_stop)
                      : pool.acquireLogged(m_request.target, m_prepared.rights, log, &m_observer, m_stop);
    if (lease) {
        lease->session->setAudit(m_audit);
        lease->session->setProgress(
            [&observer = m_observer](const QString &what) { observer.progress(what); });
    }
    return lease;
}

CompileRequest RunPreparation::compileRequest(Architecture architecture) const
{
    CompileRequest request;
    request.fileName = m_request.fileName;
    request.source = m_request.source;
    request.architecture = architecture;
    request.kernelHeaders =
        typesSource(m_request.kernelTypes, m_request.target, m_environment.boards).headerFolders;
    request.perfBuffers = m_request.perfBuffers || !hasRingBuffers();
    return request;
}

Result<> RunPreparation::compile(Architecture architecture)
{
    Result<CompileResult> compiled = m_environment.compiler.compile(compileRequest(architecture), m_stop);
    if (!compiled)
        return std::unexpected(compiled.error());
    m_prepared.compiled = *std::move(compiled);
    return {};
}

// By version alone: a kernel that brought them back to an older one has perf buffers too.
bool RunPreparation::hasRingBuffers() const
{
    const Session *session = m_prepared.lease.session.get();
    const QString release = session ? session->target().release : QSysInfo::kernelVersion();
    return kernelVersion(release) >= std::pair(5, 8);
}

Result<> RunPreparation::reportCompile()
{
    m_observer.diagnostics(m_prepared.compiled.diagnostics);
    if (m_prepared.compiled.ok())
        return {};
    return fail(ErrorKind::Refused, tr("%1 does not compile").arg(m_request.fileName));
}

void RunPreparation::fillPlan()
{
    const TargetInfo &target = m_prepared.lease.session->target();
    Inferred inferred = inferViews(m_prepared.compiled.facts, target.cpus);
    Plan &plan = m_prepared.plan;
    plan.probe = m_request.probe;
    plan.title = m_prepared.compiled.facts.title;
    plan.target = target;
    if (!m_request.targetName.isEmpty())
        plan.target.name = m_request.targetName;
    plan.views = std::move(inferred.views);
    plan.streams = std::move(inferred.streams);
    plan.sites = m_prepared.compiled.facts.sites;
    plan.parameters = m_request.parameters;
    plan.intervalNs = m_request.intervalNs;
}

Result<> RunPreparation::nameNumbers()
{
    NamesWanted wanted;
    for (const ViewSpec &view : std::as_const(m_prepared.plan.views)) {
        for (const Column &column : view.columns) {
            wanted.users = wanted.users || column.meaning == Meaning::User;
            wanted.devices = wanted.devices || column.meaning == Meaning::Device;
        }
    }
    Result<TargetNames> names = readTargetNames(*m_prepared.lease.session, wanted, m_stop);
    if (!names)
        return std::unexpected(names.error());
    m_prepared.plan.target.names = *std::move(names);
    return {};
}

Result<> RunPreparation::checkAlternative() const
{
    const QString &wanted = m_request.alternative;
    QStringList names;
    for (const AlternativeGroup &group : m_prepared.load.groups) {
        for (const Alternative &alternative : group.alternatives)
            names.append(alternative.name);
    }
    if (wanted.isEmpty() || names.contains(wanted))
        return {};
    names.removeDuplicates();
    const QString hint = names.isEmpty() ? tr("the probe has no alternatives")
                                         : tr("there are %1").arg(names.join(QStringLiteral(", ")));
    return fail(ErrorKind::Usage, tr("there is no alternative %1").arg(wanted), hint);
}

// Samples a second of perf_event programs: `/// @frequency HZ` before the program, or a parameter
// sample_freq.
quint32 RunPreparation::sampleFrequency(const ProgramFacts &program) const
{
    for (const GlobalFacts &global : m_prepared.compiled.facts.globals) {
        if (global.name != u"sample_freq" || !global.isParameter || global.initial.isEmpty())
            continue;
        quint32 frequency = 0;
        memcpy(&frequency, global.initial.constData(), qMin<size_t>(sizeof frequency, global.initial.size()));
        return qFromLittleEndian(frequency);
    }
    return annotation(program.annotations, QLatin1StringView("frequency")).toUInt();
}

Result<> RunPreparation::fillLoadRequest()
{
    const CompileResult &compiled = m_prepared.compiled;
    LoadRequest &load = m_prepared.load;
    load.fileName = m_request.fileName;
    load.object = compiled.object;
    load.groups = alternativeGroups(compiled.facts);
    if (const Result<> known = checkAlternative(); !known)
        return known;
    load.onlyAlternative = m_request.alternative;
    load.minimumRingBytes = comfortableRingBytes;
    load.binary = textParameter(binaryParameter);
    load.symbol = textParameter(symbolParameter);
    for (const ProgramFacts &program : compiled.facts.programs)
        load.programLines.append({program.name, program.line});
    for (const ProgramFacts &program : compiled.facts.programs) {
        if (const quint32 frequency = sampleFrequency(program))
            load.sampleFrequencies.append({program.name, frequency});
    }
    for (const MapFacts &map : compiled.facts.maps) {
        if (m_request.ringBytes != 0 && map.type == BPF_MAP_TYPE_RINGBUF) {
            load.mapSizes.append({map.name, m_request.ringBytes});
            load.keepSmallRings = true;
        }
    }
    return fillKernelTypes();
}

Result<> RunPreparation::fillKernelTypes()
{
    LoadRequest &load = m_prepared.load;
    load.btfPath = m_types.btfPath;
    load.typesHint = m_types.hint;
    if (m_types.ofTarget)
        return {};
    auto formats =
        readTracepointFormats(m_prepared.compiled.facts.programs, *m_prepared.lease.session, m_stop);
    if (!formats)
        return std::unexpected(formats.error());
    load.tracepointFormats = *std::move(formats);
    return {};
}

// As typed, else the default that the probe declares.
QString RunPreparation::textParameter(QLatin1StringView name) const
{
    for (const auto &[given, text] : m_request.parameters) {
        if (given == name)
            return text;
    }
    for (const GlobalFacts &global : m_prepared.compiled.facts.globals) {
        if (global.name == name && global.isParameter)
            return parameterText(global, global.initial);
    }
    return {};
}

// Values that the user gave become the probe's own: they also decide how its views are drawn.
Result<> RunPreparation::applyParameters()
{
    Session &session = *m_prepared.lease.session;
    const auto resolve = [&](const QString &name) { return resolveDevice(session, name, m_stop); };
    for (const auto &[name, text] : m_request.parameters) {
        const Result<GlobalFacts> global = findParameter(m_prepared.compiled.facts, name);
        if (!global)
            return std::unexpected(global.error());
        const Result<QByteArray> bytes = parseParameter(*global, text, resolve);
        if (!bytes)
            return std::unexpected(bytes.error());
        setGlobal(name, *bytes);
    }
    const quint32 pid = qToLittleEndian(static_cast<quint32>(session.stubProcessId()));
    setGlobal(stubTgidName, QByteArray(reinterpret_cast<const char *>(&pid), sizeof pid));
    return {};
}

// Does nothing where the probe has no such global of that size.
void RunPreparation::setGlobal(const QString &name, const QByteArray &bytes)
{
    for (GlobalFacts &global : m_prepared.compiled.facts.globals) {
        if (global.name != name || !global.type || global.type->size != bytes.size())
            continue;
        global.initial = bytes;
        m_prepared.load.globals.append({name, bytes});
    }
}

} // namespace radiosonde
