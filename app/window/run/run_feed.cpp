// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/run/run_feed.h"

#include <QElapsedTimer>
#include <QObject>

namespace radiosonde
{

namespace
{

constexpr qint64 turnNs = 8'000'000;

qint64 weight(const RunMessage &message)
{
    if (const auto *batch = std::get_if<EventBatch>(&message))
        return batch->bytes.size() + qint64(batch->records.size() * sizeof(EventBatch::Record));
    if (const auto *update = std::get_if<TableUpdate>(&message))
        return update->interval.size() + update->total.size();
    if (const auto *update = std::get_if<StacksUpdate>(&message))
        return update->rows.size() + qint64(update->addresses.size() * sizeof(quint64) +
                                            update->stacks.size() * sizeof(StacksUpdate::Stack));
    return 256;
}

} // namespace

RunFeed::RunFeed(QObject *receiver, std::function<void(RunMessage)> receive, std::function<void()> turnDone)
    : m_receiver(receiver), m_receive(std::move(receive)), m_turnDone(std::move(turnDone))
{
}

void RunFeed::close()
{
    const std::lock_guard lock(m_mutex);
    m_receiver = nullptr;
    m_queue.clear();
    m_room.notify_all();
    m_declining = true;
    if (m_question)
        m_question->decline();
}

void RunFeed::declineQuestions()
{
    const std::lock_guard lock(m_mutex);
    m_declining = true;
    if (m_question)
        m_question->decline();
}

// On the run's thread: waits without the mutex, so that the window goes on meanwhile.
std::optional<QString> RunFeed::ask(Question::Content content)
{
    const auto question = std::make_shared<Question>(std::move(content));
    {
        const std::lock_guard lock(m_mutex);
        if (m_declining)
            return {};
        m_question = question;
    }
    post(question);
    return question->wait();
}

std::optional<QString> RunFeed::answer(const SecretQuestion &question)
{
    return ask(question);
}

bool RunFeed::trust(const HostKeyQuestion &question)
{
    return ask(question).has_value();
}

void RunFeed::post(RunMessage message)
{
    std::unique_lock lock(m_mutex);
    m_room.wait(lock, [this] { return !m_receiver || m_queuedBytes < maximumQueuedBytes; });
    if (!m_receiver)
        return;
    push(std::move(message));
}

// With the mutex held.
void RunFeed::push(RunMessage message)
{
    m_queuedBytes += weight(message);
    m_queue.push_back(std::move(message));
    if (!m_posted)
        schedule();
}

// With the mutex held.
void RunFeed::schedule()
{
    m_posted = true;
    QMetaObject::invokeMethod(m_receiver, [this] { drain(); }, Qt::QueuedConnection);
}

// On the receiver's thread, which is the one that calls close(): the feed outlives the receiver's queued
// calls.
void RunFeed::drain()
{
    QElapsedTimer clock;
    clock.start();
    std::unique_lock lock(m_mutex);
    while (m_receiver && !m_queue.empty() && clock.nsecsElapsed() < turnNs) {
        RunMessage message = std::move(m_queue.front());
        m_queue.pop_front();
        m_queuedBytes -= weight(message);
        lock.unlock();
        m_receive(std::move(message));
        lock.lock();
    }
    m_room.notify_all();
    m_posted = false;
    if (!m_receiver)
        return;
    if (!m_queue.empty())
        schedule();
    lock.unlock();
    m_turnDone();
}

void RunFeed::finish(RunSummary summary)
{
    post(std::move(summary));
}

void RunFeed::progress(const QString &what)
{
    const std::lock_guard lock(m_mutex);
    if (m_receiver && m_queuedBytes < maximumQueuedBytes)
        push(what);
}

void RunFeed::diagnostics(const QList<Diagnostic> &diagnostics)
{
    post(diagnostics);
}

void RunFeed::symbols(const std::shared_ptr<SymbolSource> &symbols)
{
    post(symbols);
}

void RunFeed::maps(const std::shared_ptr<MapSource> &maps)
{
    post(maps);
}

void RunFeed::statistics(const StubStatistics &statistics)
{
    post(statistics);
}

void RunFeed::recording(const RecordingState &state)
{
    post(state);
}

void RunFeed::link(const LinkState &state)
{
    post(state);
}

void RunFeed::warning(const Error &error)
{
    post(error);
}

void RunFeed::audit(const AuditEntry &entry)
{
    const std::lock_guard lock(m_mutex);
    if (m_receiver && m_queuedBytes < maximumQueuedBytes)
        push(entry);
}

void RunFeed::begin(const Plan &plan)
{
    post(plan);
}

void RunFeed::events(const EventBatch &batch)
{
    post(batch);
}

void RunFeed::table(const TableUpdate &update)
{
    post(update);
}

void RunFeed::histogram(const HistogramUpdate &update)
{
    post(update);
}

void RunFeed::stacks(const StacksUpdate &update)
{
    post(update);
}

void RunFeed::loss(const LossUpdate &update)
{
    post(update);
}

void RunFeed::hole(qint64 from, qint64 durationNs)
{
    post(HoleUpdate{from, durationNs});
}

void RunFeed::end(const EndUpdate &update)
{
    post(update);
}

} // namespace radiosonde
