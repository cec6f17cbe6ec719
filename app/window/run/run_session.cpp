// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/run/run_session.h"

#include <QFileInfo>

namespace radiosonde
{

using namespace Qt::StringLiterals;

RunSession::RunSession(const WindowServices &services, RunRequest request, QObject *parent)
    : QObject(parent), m_request(std::move(request)),
      m_feed(std::make_shared<RunFeed>(
          this, [this](RunMessage message) { receive(std::move(message)); }, [this] { turnDone(); })),
      m_run(services.makeRun(m_request, *m_feed))
{
}

RunSession::~RunSession()
{
    m_feed->close();
    if (m_state != State::Ended)
        m_run->abort();
    if (m_waiter.joinable())
        m_waiter.join();
    m_run.reset(); // before the feed, which it observes
}

void RunSession::start()
{
    m_rateClock.start();
    m_run->start();
    m_waiter = std::thread([this] { m_feed->finish(m_run->wait()); });
}

void RunSession::stop()
{
    if (m_state == State::Ended)
        return;
    m_feed->declineQuestions();
    if (m_state == State::Stopping)
        m_run->abort();
    else
        m_run->stop();
    setState(State::Stopping);
}

void RunSession::reconnectNow()
{
    m_run->reconnectNow();
}

qint64 RunSession::msToRetry() const
{
    const bool waits = m_state == State::Reconnecting && m_link.phase == LinkPhase::Down;
    return waits ? qMax<qint64>(0, m_link.retryMs - m_linkClock.elapsed()) : 0;
}

void RunSession::record(const QString &path)
{
    m_run->startRecording(path);
}

void RunSession::stopRecording()
{
    m_run->stopRecording();
}

QString RunSession::title() const
{
    if (m_request.target.startsWith("file:"_L1))
        return tr("%1 (recording)").arg(m_plan ? m_plan->probe : QFileInfo(m_request.target).fileName());
    return tr("%1 on %2", "probe on target").arg(m_request.probe, targetTitle());
}

QString RunSession::targetTitle() const
{
    if (m_request.target.startsWith("file:"_L1))
        return tr("%1 (recording)")
            .arg(m_plan ? m_plan->target.name : QFileInfo(m_request.target).fileName());
    if (m_plan && m_request.target != "local"_L1 && !m_plan->target.name.isEmpty())
        return m_plan->target.name;
    if (!m_request.targetName.isEmpty())
        return m_request.targetName;
    return m_request.target == "local"_L1 ? tr("This machine") : m_request.target;
}

quint64 RunSession::lossesOf(int view) const
{
    quint64 sum = 0;
    for (const int key : {view, -1}) {
        const auto at = m_losses.find(key);
        sum += at == m_losses.end() ? 0 : at->second;
    }
    return sum;
}

void RunSession::setState(State state)
{
    if (state == m_state)
        return;
    m_state = state;
    Q_EMIT stateChanged();
}

void RunSession::receive(RunMessage message)
{
    std::visit([this](const auto &content) { take(content); }, message);
}

void RunSession::turnDone()
{
    measureRate();
    if (std::exchange(m_dirty, false))
        Q_EMIT updated();
}

void RunSession::take(const QString &progress)
{
    m_progress = progress;
    Q_EMIT progressed(progress);
}

void RunSession::take(const QList<Diagnostic> &diagnostics)
{
    Q_EMIT diagnosticsReported(diagnostics);
}

void RunSession::take(const Plan &plan)
{
    m_plan = plan;
    m_stores = std::make_unique<RunStores>(plan.views, m_symbols);
    m_activity = std::make_shared<ActivityStore>(plan);
    m_progress.clear();
    if (m_state == State::Starting)
        setState(State::Running);
    Q_EMIT begun();
}

void RunSession::take(const EventBatch &batch)
{
    m_figures.delivered += batch.records.size();
    m_stores->take(batch);
    m_activity->take(batch);
    m_dirty = true;
}

void RunSession::take(const TableUpdate &update)
{
    m_stores->take(update);
    m_activity->take(update);
    m_dirty = true;
}

void RunSession::take(const HistogramUpdate &update)
{
    m_stores->take(update);
    m_activity->take(update);
    m_dirty = true;
}

void RunSession::take(const StacksUpdate &update)
{
    m_stores->take(update);
    m_activity->take(update);
    m_dirty = true;
}

void RunSession::take(const std::shared_ptr<SymbolSource> &symbols)
{
    m_symbols = symbols;
}

void RunSession::take(const LossUpdate &loss)
{
    m_stores->take(loss);
    m_activity->take(loss);
    m_losses[loss.view] += loss.count;
    m_figures.lost += loss.count;
    m_dirty = true;
    Q_EMIT lossReported(loss);
}

void RunSession::take(const HoleUpdate &hole)
{
    if (m_holes.size() >= maximumHoles)
        m_holes.erase(m_holes.begin());
    m_holes.push_back(hole);
    m_stores->hole(hole.from, hole.durationNs);
    m_activity->hole(hole.from, hole.durationNs);
    m_dirty = true;
    Q_EMIT holeReported(hole.from, hole.durationNs);
}

void RunSession::take(const EndUpdate &end)
{
    m_activity->heard(m_plan->startTime + end.durationNs);
    m_dirty = true; // its figures come again with the summary
}

void RunSession::take(const StubStatistics &statistics)
{
    if (m_statistics && statistics.targetTime > m_statistics->targetTime)
        m_figures.stubCpu = double(statistics.cpuNs - m_statistics->cpuNs) /
                            double(statistics.targetTime - m_statistics->targetTime);
    m_figures.stubMemory = statistics.rssBytes;
    m_figures.roundTripMs = statistics.roundTripMs;
    m_statistics = statistics;
    if (m_activity)
        m_activity->heard(statistics.targetTime + m_plan->target.wallOffset);
    Q_EMIT figuresChanged();
}

void RunSession::take(const RecordingState &state)
{
    m_recording = state;
    Q_EMIT recordingChanged();
}

void RunSession::take(const LinkState &link)
{
    m_link = link;
    m_linkClock.restart();
    if (link.phase == LinkPhase::Up) {
        m_plan->target = link.target;
        m_statistics.reset(); // of another stub
    } else {
        m_figures.eventsPerSecond = 0;
    }
    if (m_state != State::Stopping)
        setState(link.phase == LinkPhase::Up ? State::Running : State::Reconnecting);
    Q_EMIT linkChanged();
}

void RunSession::take(const RunSummary &summary)
{
    m_summary = summary;
    m_figures.eventsPerSecond = 0;
    m_recording.path.clear();
    setState(State::Ended);
    Q_EMIT ended();
}

void RunSession::take(const QuestionPtr &question)
{
    if (m_state == State::Starting || m_state == State::Reconnecting)
        Q_EMIT asked(question);
    else
        question->decline();
}

void RunSession::measureRate()
{
    const qint64 elapsed = m_rateClock.elapsed();
    if (elapsed < 1000 || m_state == State::Ended)
        return;
    m_figures.eventsPerSecond = double(m_figures.delivered - m_rateCount) * 1000.0 / double(elapsed);
    m_rateCount = m_figures.delivered;
    m_rateClock.restart();
    Q_EMIT figuresChanged();
}

} // namespace radiosonde
