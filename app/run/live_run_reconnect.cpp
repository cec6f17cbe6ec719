// SPDX-License-Identifier: GPL-3.0-or-later
// What a run does while its link is down.
#include "app/run/live_run.h"

#include <QCoreApplication>
#include <QDateTime>

#include <future>

#include <poll.h>

namespace radiosonde
{

namespace
{

constexpr int lookAroundMs = 50;

qint64 wallNow()
{
    return QDateTime::currentMSecsSinceEpoch() * 1'000'000;
}

Chunk holeChunk(qint64 from, qint64 durationNs)
{
    Chunk hole;
    hole.kind = ChunkKind::Hole;
    hole.targetTime = from;
    hole.position = static_cast<quint64>(qMax<qint64>(0, durationNs));
    return hole;
}

Chunk clockChunk(qint64 wallOffset)
{
    Chunk clock;
    clock.kind = ChunkKind::Clock;
    clock.position = static_cast<quint64>(wallOffset);
    return clock;
}

// For a run that can't go on although its target is back.
Error cannotGoOn(const Error &error)
{
    if (error.kind == ErrorKind::Lost)
        return error;
    return {
        ErrorKind::Lost,
        QCoreApplication::translate("Run", "the target is back, but the run can't go on: %1").arg(error.text),
        error.hint};
}

} // namespace

// True: the programs are attached again, the hole has been told. False: the run ends without its target, and
// m_summary says why.
bool LiveRun::reconnect(const Error &lost)
{
    pump(0); // what came before the link died
    m_audit->note(describe(lost));
    const Plan before = m_epoch->plan();
    LinkState state;
    state.reason = lost;
    m_summary.error = lost; // until it is back
    AttemptObserver attempts(m_observer);
    for (BackOff backOff; !wantsToEnd();) {
        const auto wait = backOff.next();
        state.phase = LinkPhase::Down;
        state.retryMs = wait.count();
        m_observer.link(state);
        m_epoch.reset(); // a link that is dead may take its time to go
        m_environment.targets.forget(m_request.target);
        if (!pause(wait, before))
            break;
        state.phase = LinkPhase::Connecting;
        ++state.attempts;
        m_observer.link(state);
        auto epoch = attempt(attempts);
        if (epoch) {
            if (const Result<> same = checkSameShape(before, (*epoch)->plan()); !same) {
                m_summary.error = same.error();
                break;
            }
            resume(*std::move(epoch), before);
            m_summary.error.reset();
            return true;
        }
        if (wantsToEnd() || attempts.declined())
            break;
        if (!worthAnotherAttempt(epoch.error())) {
            m_summary.error = cannotGoOn(epoch.error());
            break;
        }
        state.reason = epoch.error();
    }
    return false;
}

// False when the run is to end instead.
bool LiveRun::pause(std::chrono::milliseconds pause, const Plan &before)
{
    using Clock = std::chrono::steady_clock;
    m_controls.hurry.take(); // rung before there was a reason
    const auto end = Clock::now() + pause;
    while (!wantsToEnd()) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
        if (left <= 0 || m_controls.hurry.take())
            return true;
        m_recorder.update(before, m_observer);
        pollfd waits[] = {{m_controls.hurry.fd(), POLLIN, 0}, {m_controls.stop.fd(), POLLIN, 0}};
        ::poll(waits, 2, int(qMin<qint64>(left, lookAroundMs)));
    }
    return false;
}

// On a thread of its own, so that an end of the run ends it too, whatever it waits for.
Result<std::unique_ptr<LiveEpoch>> LiveRun::attempt(RunObserver &observer)
{
    Interruptor stop;
    auto opening = std::async(std::launch::async, [&] { return openEpoch(observer, stop); });
    while (opening.wait_for(std::chrono::milliseconds(lookAroundMs)) != std::future_status::ready) {
        if (wantsToEnd())
            stop.interrupt();
    }
    return opening.get();
}

void LiveRun::resume(std::unique_ptr<LiveEpoch> epoch, const Plan &before)
{
    m_epoch = std::move(epoch);
    Plan &plan = m_epoch->plan();
    plan.startTime = before.startTime;
    plan.target.wallOffset = m_epoch->session().wallOffset();
    const qint64 now = wallNow();
    const qint64 duration = now - (m_heard + before.target.wallOffset);
    take(holeChunk(m_heard, duration));
    take(clockChunk(plan.target.wallOffset));
    m_heard = now - plan.target.wallOffset;
    m_observer.link({.phase = LinkPhase::Up,
                     .reason = {},
                     .attempts = 0,
                     .retryMs = 0,
                     .news = targetChanges(before.target, plan.target),
                     .target = plan.target,
                     .downNs = duration});
}

} // namespace radiosonde
