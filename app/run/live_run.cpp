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
                 RunRecorder &recorder, Controls &controls)
    : m_request(request), m_environment(environment), m_observer(observer), m_recorder(recorder),
      m_controls(controls), m_audit(std::make_shared<RunAudit>(request, observer))
{
}

LiveRun::~LiveRun() = default;

RunSummary LiveRun::run()
{
    auto epoch = openEpoch(m_observer, m_controls.stop);
    if (!epoch) {
        m_summary.error = epoch.error();
        return m_summary;
    }
    m_epoch = *std::move(epoch);
    begin();
    streamUntilEnd();
    if (m_epoch && !(m_summary.error && m_summary.error->kind == ErrorKind::Lost))
        m_epoch->release(m_request, m_environment.targets, m_controls.abort);
    return m_summary;
}

// Reaches the target, loads and attaches. A session that works is given back where the programs do not.
Result<std::unique_ptr<LiveEpoch>> LiveRun::openEpoch(RunObserver &observer, const Interruptor &stop)
{
    RunPreparation preparation(m_request, m_environment, observer, m_audit, stop);
    Result<PreparedRun> prepared = preparation.prepare();
    if (!prepared)
        return std::unexpected(prepared.error());
    auto epoch = std::make_unique<LiveEpoch>(*std::move(prepared), m_request, observer);
    openNames(*epoch, stop);
    const Result<> started = epoch->start(stop);
    epoch->session().setProgress({}); // the observer may be this attempt's alone
    m_audit->tellTrouble();
    if (started) {
        epoch->openMaps(m_maps);
        return epoch;
    }
    if (started.error().kind != ErrorKind::Lost)
        epoch->release(m_request, m_environment.targets, m_controls.abort);
    return std::unexpected(started.error());
}

// The programs are attached: from here on there is something to see.
void LiveRun::begin()
{
    Plan &plan = m_epoch->plan();
    m_begun = steadyNow();
    plan.startTime = QDateTime::currentMSecsSinceEpoch() * 1'000'000;
    plan.target.wallOffset = m_epoch->session().wallOffset();
    m_heard = plan.startTime - plan.target.wallOffset;
    if (!m_request.recordPath.isEmpty())
        m_recorder.request(m_request.recordPath);
    m_recorder.update(plan, m_observer);
    m_observer.attached(plan);
    if (m_names)
        m_observer.symbols(m_names->names());
    m_observer.maps(m_maps);
    m_decoder = std::make_unique<Decoder>(plan, m_observer.sink());
    m_summary.started = true;
}

void LiveRun::openNames(LiveEpoch &epoch, const Interruptor &stop)
{
    if (!showsAddresses(epoch.plan()))
        return;
    if (!m_names)
        m_names = std::make_shared<RunNames>(m_request, m_environment);
    epoch.openNames(m_names, stop);
}

void LiveRun::streamUntilEnd()
{
    do {
        while (!wantsToEnd() && !m_epoch->isOver()) {
            pump(static_cast<int>(qMin<qint64>(tickMs, msUntilEnd())));
            tick();
        }
    } while (m_request.reconnect && !wantsToEnd() && m_epoch->lost() && reconnect(*m_epoch->lost()));
    if (m_epoch) {
        detachAndFlush();
        if (const auto failure = m_epoch->lost())
            m_summary.error = failure;
        pump(0);
    } else {
        m_durationNs = steadyNow() - m_begun;
    }
    m_summary.end = m_decoder->finish(m_durationNs, !m_summary.error);
    if (m_names)
        m_names->recordLast(m_recorder, m_controls.abort);
    m_recorder.finish(m_summary.end, m_observer);
}

// The last data is taken after the programs are detached, so nothing that was counted is missing. Chunks must
// be consumed meanwhile: what stands in a full ring needs credit to come.
void LiveRun::detachAndFlush()
{
    LivePrograms &programs = m_epoch->programs();
    auto flushing = std::async(std::launch::async, [&] {
        const Result<> detached = programs.detach(m_controls.abort);
        m_durationNs = steadyNow() - m_begun;
        return detached ? programs.flush(m_controls.abort) : detached;
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
    pollfd waits[] = {{m_epoch->fd(), POLLIN, 0}, {m_controls.stop.fd(), POLLIN, 0}};
    const nfds_t count = m_controls.stop.interrupted() ? 1 : 2;
    ::poll(waits, count, timeoutMs);
    quint64 credit = 0;
    for (const Chunk &chunk : m_epoch->takeChunks()) {
        m_heard = qMax(m_heard, chunk.targetTime);
        take(chunk);
        if (chunk.kind == ChunkKind::Ring || chunk.kind == ChunkKind::Perf)
            credit += static_cast<quint64>(chunk.bytes.size());
    }
    if (credit > 0)
        m_epoch->session().consumed(credit);
}

void LiveRun::take(const Chunk &chunk)
{
    m_recorder.take(chunk);
    m_decoder->take(chunk);
}

void LiveRun::tick()
{
    if (const std::optional<StubStatistics> statistics = m_epoch->takeStatistics()) {
        m_heard = qMax(m_heard, statistics->targetTime);
        m_observer.statistics(*statistics);
        followClock();
    }
    m_recorder.update(m_epoch->plan(), m_observer);
    if (m_names)
        m_recorder.takeNames(*m_names->names());
    m_audit->tellTrouble();
}

// The target's clock drifts and steps against the host's: later times follow the newest estimate.
void LiveRun::followClock()
{
    TargetInfo &target = m_epoch->plan().target;
    const qint64 offset = m_epoch->session().wallOffset();
    if (qAbs(offset - target.wallOffset) < clockToleranceNs)
        return;
    target.wallOffset = offset;
    Chunk clock;
    clock.kind = ChunkKind::Clock;
    clock.position = static_cast<quint64>(offset);
    take(clock);
}

bool LiveRun::wantsToEnd() const
{
    if (m_controls.stop.interrupted() || m_observer.finished())
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

} // namespace radiosonde
