// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/live_run.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <chrono>
#include <future>

#include <poll.h>

namespace radiosonde
{

namespace
{

constexpr int tickMs = 100;
constexpr qint64 clockToleranceNs = 1'000'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("Run", text);
}

qint64 steadyNow()
{
    return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
}

bool isPerCpu(quint32 mapType)
{
    switch (mapType) { // include/uapi/linux/bpf.h, enum bpf_map_type
    case 5:            // PERCPU_HASH
    case 6:            // PERCPU_ARRAY
    case 10:           // LRU_PERCPU_HASH
    case 21:           // PERCPU_CGROUP_STORAGE
        return true;
    default:
        return false;
    }
}

QString whyNotAttached(const QList<ProgramState> &programs)
{
    QStringList reasons;
    for (const ProgramState &program : programs) {
        if (!program.error.isEmpty())
            reasons.append(QStringLiteral("%1: %2").arg(program.section, program.error));
    }
    return reasons.join(QStringLiteral("; "));
}

} // namespace

LiveRun::LiveRun(const RunRequest &request, RunEnvironment &environment, RunObserver &observer,
                 RunRecorder &recorder, const Interruptor &stop, const Interruptor &abort)
    : m_request(request), m_environment(environment), m_observer(observer), m_recorder(recorder),
      m_stop(stop), m_abort(abort)
{
}

LiveRun::~LiveRun() = default;

RunSummary LiveRun::run()
{
    RunPreparation preparation(m_request, m_environment, m_observer, m_stop);
    Result<PreparedRun> prepared = preparation.prepare();
    if (!prepared) {
        m_summary.error = prepared.error();
        return m_summary;
    }
    m_prepared = *std::move(prepared);
    m_prepared.lease.session->setListener(this);
    if (const Result<> started = startPrograms(); started)
        streamUntilEnd();
    else
        m_summary.error = started.error();
    finish();
    return m_summary;
}

Result<> LiveRun::startPrograms()
{
    m_observer.progress(tr("Loading into the kernel"));
    Result<LoadResult> loaded = load();
    if (!loaded)
        return std::unexpected(loaded.error());
    m_observer.progress(tr("Attaching"));
    if (const Result<> attached = attach(*std::move(loaded)); !attached)
        return attached;
    m_begun = steadyNow();
    m_prepared.plan.startTime = QDateTime::currentMSecsSinceEpoch() * 1'000'000;
    m_prepared.plan.target.wallOffset = m_prepared.lease.session->wallOffset();
    if (!m_request.recordPath.isEmpty())
        m_recorder.request(m_request.recordPath);
    m_recorder.update(m_prepared.plan, m_observer);
    m_decoder = std::make_unique<Decoder>(m_prepared.plan, m_observer.sink());
    m_summary.started = true;
    return {};
}

Result<LoadResult> LiveRun::load()
{
    Result<LoadResult> loaded = m_prepared.lease.loader->load(m_prepared.load, m_stop);
    if (!loaded)
        return loaded;
    if (!loaded->diagnostics.isEmpty())
        m_observer.diagnostics(m_prepared.compiled.diagnostics + loaded->diagnostics);
    if (!loaded->loaded)
        return fail(ErrorKind::Refused,
                    tr("the kernel of %1 refused %2").arg(m_prepared.plan.target.name, m_request.probe),
                    whyNotAttached(loaded->programs));
    return loaded;
}

// What only the loaded object tells: where globals stand in their section, and which sizes maps really got.
void LiveRun::completePlan(const LoadResult &loaded)
{
    Plan &plan = m_prepared.plan;
    plan.programs = loaded.programs;
    for (ViewSpec &view : plan.views) {
        for (const LoadedVariable &variable : loaded.variables) {
            if (!view.variable.isEmpty() && variable.name == view.variable)
                view.variableOffset = variable.offset;
        }
    }
    for (StreamSpec &stream : plan.streams) {
        for (const LoadedMap &map : loaded.maps) {
            if (map.name != stream.map)
                continue;
            stream.mapType = map.type;
            stream.keySize = map.keySize;
            stream.valueSize = map.valueSize;
            stream.maxEntries = map.maxEntries;
            stream.enlarged = map.enlarged;
        }
    }
}

Result<> LiveRun::openStreams(const LoadResult &loaded)
{
    for (const StreamSpec &stream : m_prepared.plan.streams) {
        const auto map = std::ranges::find(loaded.maps, stream.map, &LoadedMap::name);
        if (map == loaded.maps.end())
            continue; // not created on this target: nothing to see
        if (const Result<> opened = openStream(stream, *map); !opened)
            return opened;
        m_openStreams.append(stream.id);
    }
    return {};
}

Result<> LiveRun::openStream(const StreamSpec &stream, const LoadedMap &map)
{
    Session &session = *m_prepared.lease.session;
    if (stream.kind == StreamKind::Ring)
        return session.addRing(stream.id, map.fd, map.maxEntries, m_queue, m_stop);
    if (stream.kind == StreamKind::Perf) {
        constexpr quint32 perCpuBytes = 1u << 20;
        const auto buffers = m_prepared.lease.loader->openPerfBuffer(map.name, perCpuBytes, m_stop);
        if (!buffers)
            return std::unexpected(buffers.error());
        for (const auto &[cpu, fd] : *buffers) {
            if (const Result<> added = session.addPerf(stream.id, cpu, fd, perCpuBytes, m_queue, m_stop);
                !added)
                return added;
        }
        return {};
    }
    Session::Dump dump;
    dump.fd = map.fd;
    dump.mapType = map.type;
    dump.keySize = map.keySize;
    dump.valueSize = map.valueSize;
    dump.maxEntries = map.maxEntries;
    dump.perCpu = isPerCpu(map.type);
    dump.intervalMs = static_cast<quint32>(m_request.intervalNs / 1'000'000);
    return session.addDump(stream.id, dump, m_queue, m_stop);
}

void LiveRun::closeStreams()
{
    for (const quint16 stream : std::as_const(m_openStreams)) {
        // a stream that can't be closed goes with the session: release() drops it then
        if (!m_prepared.lease.session->removeStream(stream, m_abort))
            break;
    }
    m_openStreams.clear();
}

Result<> LiveRun::attach(LoadResult loaded)
{
    for (;;) {
        completePlan(loaded);
        if (const Result<> opened = openStreams(loaded); !opened)
            return opened;
        Result<Loader::AttachResult> attached = m_prepared.lease.loader->attach(m_stop);
        if (!attached)
            return std::unexpected(attached.error());
        if (!attached->diagnostics.isEmpty())
            m_observer.diagnostics(m_prepared.compiled.diagnostics + attached->diagnostics);
        m_prepared.plan.programs = attached->programs;
        if (!attached->reload)
            return checkAttached();
        closeStreams();
        loaded = std::move(attached->load);
        if (!loaded.loaded)
            return fail(ErrorKind::Refused,
                        tr("no alternative of %1 could be attached").arg(m_request.probe));
    }
}

Result<> LiveRun::checkAttached() const
{
    const QList<ProgramState> &programs = m_prepared.plan.programs;
    if (std::ranges::any_of(programs, &ProgramState::attached))
        return {};
    return fail(ErrorKind::Refused, tr("no program of %1 could be attached").arg(m_request.probe),
                whyNotAttached(programs));
}

void LiveRun::streamUntilEnd()
{
    pumpUntil([this] { return wantsToEnd(); });
    detachAndFlush();
    if (const auto failure = m_queue.failure())
        m_summary.error = failure;
    pump(0);
    m_summary.end = m_decoder->finish(m_durationNs, !m_summary.error);
    m_recorder.finish(m_summary.end, m_observer);
}

// The last data is taken after the programs are detached, so nothing that was counted is missing. Chunks must
// be consumed meanwhile: what stands in a full ring needs credit to come.
void LiveRun::detachAndFlush()
{
    auto flushing = std::async(std::launch::async, [this]() -> Result<> {
        const Result<> detached = m_prepared.lease.loader->detach(m_abort);
        m_durationNs = steadyNow() - m_begun;
        if (!detached)
            return detached;
        for (const quint16 stream : std::as_const(m_openStreams)) {
            if (const Result<> flushed = m_prepared.lease.session->flush(stream, m_abort); !flushed)
                return flushed;
        }
        return {};
    });
    const auto flushed = [&] {
        return flushing.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
    };
    while (!flushed())
        pump(1);
    if (const Result<> done = flushing.get(); !done && done.error().kind != ErrorKind::Cancelled)
        m_summary.error = done.error();
}

void LiveRun::pumpUntil(const std::function<bool()> &done)
{
    while (!done()) {
        pump(tickMs);
        tick();
    }
}

void LiveRun::pump(int timeoutMs)
{
    pollfd waits[] = {{m_queue.fd(), POLLIN, 0}, {m_stop.fd(), POLLIN, 0}};
    const nfds_t count = m_stop.interrupted() ? 1 : 2;
    ::poll(waits, count, timeoutMs);
    quint64 credit = 0;
    for (const Chunk &chunk : m_queue.takeAll()) {
        m_recorder.take(chunk);
        m_decoder->take(chunk);
        if (chunk.kind == ChunkKind::Ring || chunk.kind == ChunkKind::Perf)
            credit += static_cast<quint64>(chunk.bytes.size());
    }
    if (credit > 0)
        m_prepared.lease.session->consumed(credit);
}

void LiveRun::tick()
{
    std::optional<StubStatistics> statistics;
    {
        const std::scoped_lock lock(m_statisticsMutex);
        statistics.swap(m_statistics);
    }
    if (statistics) {
        m_observer.statistics(*statistics);
        followClock();
    }
    m_recorder.update(m_prepared.plan, m_observer);
}

// The target's clock drifts and steps against the host's: later times follow the newest estimate.
void LiveRun::followClock()
{
    const qint64 offset = m_prepared.lease.session->wallOffset();
    if (qAbs(offset - m_prepared.plan.target.wallOffset) < clockToleranceNs)
        return;
    m_prepared.plan.target.wallOffset = offset;
    Chunk clock;
    clock.kind = ChunkKind::Clock;
    clock.position = static_cast<quint64>(offset);
    m_recorder.take(clock);
    m_decoder->take(clock);
}

bool LiveRun::wantsToEnd() const
{
    if (m_stop.interrupted() || m_queue.failure() || m_observer.finished())
        return true;
    return m_request.durationNs && steadyNow() - m_begun >= *m_request.durationNs;
}

// Gives a healthy session back for the next run; one that has failed ends with this run.
void LiveRun::finish()
{
    m_prepared.lease.session->setListener(nullptr);
    if (m_summary.error && m_summary.error->kind == ErrorKind::Lost)
        return;
    closeStreams();
    const bool clean = m_prepared.lease.loader->unload(m_abort).has_value();
    if (clean && m_prepared.lease.session->alive() && !m_abort.interrupted())
        m_environment.targets.giveBack(m_request.target, std::move(m_prepared.lease));
}

void LiveRun::statistics(const StubStatistics &statistics)
{
    const std::scoped_lock lock(m_statisticsMutex);
    m_statistics = statistics;
}

void LiveRun::ended(const Error &error)
{
    m_queue.fail(error);
}

} // namespace radiosonde
