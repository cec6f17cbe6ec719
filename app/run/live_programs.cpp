// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/live_programs.h"

#include "core/model/counter_inference.h"

#include <QCoreApplication>

#include <algorithm>
#include <chrono>

#include <linux/bpf.h>

namespace radiosonde
{

namespace
{

constexpr quint32 perfBytesPerCpu = 1u << 20;

QString tr(const char *text)
{
    return QCoreApplication::translate("Run", text);
}

bool isPerCpu(quint32 mapType)
{
    switch (mapType) {
    case BPF_MAP_TYPE_PERCPU_HASH:
    case BPF_MAP_TYPE_PERCPU_ARRAY:
    case BPF_MAP_TYPE_LRU_PERCPU_HASH:
    case BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE:
        return true;
    default:
        return false;
    }
}

qint64 targetNow(const Session &session)
{
    return std::chrono::nanoseconds(std::chrono::system_clock::now().time_since_epoch()).count() -
           session.wallOffset();
}

Chunk missedChunk(quint64 runs, qint64 targetTime)
{
    Chunk chunk;
    chunk.kind = ChunkKind::Missed;
    chunk.position = runs;
    chunk.targetTime = targetTime;
    return chunk;
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

LivePrograms::LivePrograms(PreparedRun &prepared, const RunRequest &request, RunObserver &observer,
                           ChunkSink &sink)
    : m_prepared(prepared), m_request(request), m_observer(observer), m_sink(sink)
{
}

LivePrograms::~LivePrograms()
{
    for (const auto &reader : std::as_const(m_readers))
        reader->stop();
}

Result<> LivePrograms::start(const Interruptor &stop)
{
    m_observer.progress(tr("Loading into the kernel"));
    Result<LoadResult> loaded = load(stop);
    if (!loaded)
        return std::unexpected(loaded.error());
    m_observer.progress(tr("Attaching"));
    return attach(*std::move(loaded), stop);
}

Result<LoadResult> LivePrograms::load(const Interruptor &stop)
{
    Result<LoadResult> loaded = m_prepared.lease.loader->load(m_prepared.load, stop);
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
void LivePrograms::completePlan(const LoadResult &loaded)
{
    Plan &plan = m_prepared.plan;
    plan.programs = loaded.programs;
    for (ViewSpec &view : plan.views) {
        for (const LoadedVariable &variable : loaded.variables) {
            if (!view.variable.isEmpty() && variable.name == view.variable)
                view.variableOffset = variable.offset;
            placeCounter(view, variable.name, variable.offset);
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

Result<> LivePrograms::openStreams(const LoadResult &loaded, const Interruptor &stop)
{
    for (const StreamSpec &stream : m_prepared.plan.streams) {
        if (stream.kind == StreamKind::Text)
            continue; // opened once its program is attached
        const auto map = std::ranges::find(loaded.maps, stream.map, &LoadedMap::name);
        if (map == loaded.maps.end())
            continue; // not created on this target: nothing to see
        if (const Result<> opened = openStream(stream, *map, stop); !opened)
            return opened;
        m_openStreams.append(stream.id);
    }
    return {};
}

Result<> LivePrograms::openStream(const StreamSpec &stream, const LoadedMap &map, const Interruptor &stop)
{
    Session &session = *m_prepared.lease.session;
    if (stream.kind == StreamKind::Ring)
        return session.addRing(stream.id, map.fd, map.maxEntries, m_sink, stop);
    if (stream.kind == StreamKind::Perf)
        return openPerfStream(stream, map, stop);
    Session::Dump dump;
    dump.fd = map.fd;
    dump.mapType = map.type;
    dump.keySize = map.keySize;
    dump.valueSize = map.valueSize;
    dump.maxEntries = map.maxEntries;
    dump.perCpu = isPerCpu(map.type);
    dump.intervalMs = static_cast<quint32>(m_request.intervalNs / 1'000'000);
    return session.addDump(stream.id, dump, m_sink, stop);
}

Result<> LivePrograms::openPerfStream(const StreamSpec &stream, const LoadedMap &map, const Interruptor &stop)
{
    const auto buffers = m_prepared.lease.loader->openPerfBuffer(map.name, perfBytesPerCpu, stop);
    if (!buffers)
        return std::unexpected(buffers.error());
    Session &session = *m_prepared.lease.session;
    for (const auto &[cpu, fd] : *buffers) {
        const Result<> added = session.addPerf(stream.id, cpu, fd, perfBytesPerCpu, m_sink, stop);
        if (!added)
            return added;
    }
    return {};
}

void LivePrograms::readIterators(const QList<Loader::Iterator> &iterators)
{
    for (const StreamSpec &stream : std::as_const(m_prepared.plan.streams)) {
        const auto iterator = std::ranges::find(iterators, stream.map, &Loader::Iterator::program);
        if (stream.kind != StreamKind::Text || iterator == iterators.end())
            continue;
        m_readers.append(std::make_shared<IteratorReader>(*m_prepared.lease.session, *iterator, stream.id,
                                                          m_request.intervalNs, m_sink));
        m_readers.last()->start();
    }
}

void LivePrograms::closeStreams(const Interruptor &interruptor)
{
    for (const quint16 stream : std::as_const(m_openStreams)) {
        // a stream that can't be closed goes with the session
        if (!m_prepared.lease.session->removeStream(stream, interruptor))
            break;
    }
    m_openStreams.clear();
}

Result<> LivePrograms::attach(LoadResult loaded, const Interruptor &stop)
{
    for (;;) {
        completePlan(loaded);
        if (const Result<> opened = openStreams(loaded, stop); !opened)
            return opened;
        Result<Loader::AttachResult> attached = m_prepared.lease.loader->attach(stop);
        if (!attached)
            return std::unexpected(attached.error());
        if (!attached->diagnostics.isEmpty())
            m_observer.diagnostics(m_prepared.compiled.diagnostics + attached->diagnostics);
        m_prepared.plan.programs = attached->programs;
        if (!attached->reload) {
            readIterators(attached->iterators);
            m_loaded = std::move(loaded);
            return checkAttached();
        }
        closeStreams(stop);
        loaded = std::move(attached->load);
        if (!loaded.loaded)
            return fail(ErrorKind::Refused,
                        tr("no alternative of %1 could be attached").arg(m_request.probe));
    }
}

Result<> LivePrograms::checkAttached() const
{
    const QList<ProgramState> &programs = m_prepared.plan.programs;
    if (std::ranges::any_of(programs, &ProgramState::attached))
        return {};
    return fail(ErrorKind::Refused, tr("no program of %1 could be attached").arg(m_request.probe),
                whyNotAttached(programs));
}

Result<> LivePrograms::detach(const Interruptor &abort)
{
    for (const auto &reader : std::exchange(m_readers, {}))
        reader->stop(); // before its link goes
    const Result<quint64> missed = m_prepared.lease.loader->detach(abort);
    if (!missed)
        return std::unexpected(missed.error());
    if (*missed > 0)
        m_sink.take(missedChunk(*missed, targetNow(*m_prepared.lease.session)));
    return {};
}

Result<> LivePrograms::flush(const Interruptor &abort)
{
    for (const quint16 stream : std::as_const(m_openStreams)) {
        if (const Result<> flushed = m_prepared.lease.session->flush(stream, abort); !flushed)
            return flushed;
    }
    return {};
}

Result<> LivePrograms::unload(const Interruptor &abort)
{
    closeStreams(abort);
    return m_prepared.lease.loader->unload(abort);
}

} // namespace radiosonde
