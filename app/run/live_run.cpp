// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run/live_run.h"

#include <QDateTime>

#include <chrono>
#include <future>

#include <poll.h>

namespace radiosonde
{

namespace
{

constexpr int tickMs = 100;
constexpr qint64 clockToleranceNs = 1'000'000;

qint64 steadyNow()
{
    return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
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
    LivePrograms programs(m_prepared, m_request, m_observer, m_queue);
    if (const Result<> started = programs.start(m_stop); started) {
        begin();
        streamUntilEnd(programs);
    } else {
        m_summary.error = started.error();
    }
    release(programs);
    return m_summary;
}

// The programs are attached: from here on there is something to see.
void LiveRun::begin()
{
    m_begun = steadyNow();
    m_prepared.plan.startTime = QDateTime::currentMSecsSinceEpoch() * 1'000'000;
    m_prepared.plan.target.wallOffset = m_prepared.lease.session->wallOffset();
    if (!m_request.recordPath.isEmpty())
        m_recorder.request(m_request.recordPath);
    m_recorder.update(m_prepared.plan, m_observer);
    m_observer.attached(m_prepared.plan);
    m_decoder = std::make_unique<Decoder>(m_prepared.plan, m_observer.sink());
    m_summary.started = true;
}

void LiveRun::streamUntilEnd(LivePrograms &programs)
{
    while (!wantsToEnd()) {
        pump(static_cast<int>(qMin<qint64>(tickMs, msUntilEnd())));
        tick();
    }
    detachAndFlush(programs);
    if (const auto failure = m_queue.failure())
        m_summary.error = failure;
    pump(0);
    m_summary.end = m_decoder->finish(m_durationNs, !m_summary.error);
    m_recorder.finish(m_summary.end, m_observer);
}

// The last data is taken after the programs are detached, so nothing that was counted is missing. Chunks must
// be consumed meanwhile: what stands in a full ring needs credit to come.
void LiveRun::detachAndFlush(LivePrograms &programs)
{
    auto flushing = std::async(std::launch::async, [&] {
        const Result<> detached = programs.detach(m_abort);
        m_durationNs = steadyNow() - m_begun;
        return detached ? programs.flush(m_abort) : detached;
    });
    const auto flushed = [&] {
        return flushing.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
    };
    while (!flushed())
        pump(1);
    if (const Result<> done = flushing.get(); !done && done.error().kind != ErrorKind::Cancelled)
        m_summary.error = done.error();
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
    if (!m_prepared.lease.loader->isAlive()) // nothing more will come; detaching tells why
        return true;
    return m_request.durationNs && steadyNow() - m_begun >= *m_request.durationNs;
}

qint64 LiveRun::msUntilEnd() const
{
    constexpr qint64 nsPerMs = 1'000'000;
    if (!m_request.durationNs)
        return tickMs;
    return qMax<qint64>(0, (*m_request.durationNs - (steadyNow() - m_begun) + nsPerMs - 1) / nsPerMs);
}

// Gives a healthy session back for the next run; one that has failed ends with this run.
void LiveRun::release(LivePrograms &programs)
{
    m_prepared.lease.session->setListener(nullptr);
    if (m_summary.error && m_summary.error->kind == ErrorKind::Lost)
        return;
    const bool clean = programs.unload(m_abort).has_value();
    if (clean && m_prepared.lease.session->alive() && !m_abort.interrupted())
        m_environment.targets.giveBack(m_request.target, m_prepared.rights, std::move(m_prepared.lease));
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
