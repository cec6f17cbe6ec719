// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/probe_run.h"
#include "app/window/run/question.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <variant>

class QObject;

namespace radiosonde
{

struct HoleUpdate
{
    qint64 from = 0;
    qint64 durationNs = 0;
};

// What a run tells, in order. QString is progress, an Error one that does not end the run.
using RunMessage =
    std::variant<QString, QList<Diagnostic>, Plan, EventBatch, TableUpdate, HistogramUpdate, StacksUpdate,
                 std::shared_ptr<SymbolSource>, std::shared_ptr<MapSource>, LossUpdate, HoleUpdate, EndUpdate,
                 StubStatistics, RecordingState, LinkState, AuditEntry, Error, RunSummary, QuestionPtr>;

// Carries what a run tells from its thread to the window's, in batches: one queued post at a time, worked off
// for a few milliseconds per turn of the event loop. When the window does not keep up, the run's thread
// waits: the target's buffers fill and the kernel counts what it drops.
class RunFeed : public RunObserver, private DataSink
{
public:
    // `receive` runs on the thread of `receiver`, once per message; `turnDone` after the last of a turn.
    RunFeed(QObject *receiver, std::function<void(RunMessage)> receive, std::function<void()> turnDone);

    void close();            // the receiver goes; what comes is dropped, nobody waits
    void declineQuestions(); // the run is to end: the one that waits, and all that follow

    void finish(RunSummary summary); // the last message
    void progress(const QString &what) override;
    std::optional<QString> answer(const SecretQuestion &question) override;
    bool trust(const HostKeyQuestion &question) override;
    void diagnostics(const QList<Diagnostic> &diagnostics) override;
    Result<> accept(const QList<ViewSpec> &) override { return {}; }
    void symbols(const std::shared_ptr<SymbolSource> &symbols) override;
    void maps(const std::shared_ptr<MapSource> &maps) override;
    DataSink &sink() override { return *this; }
    void statistics(const StubStatistics &statistics) override;
    void recording(const RecordingState &state) override;
    void link(const LinkState &state) override;
    void warning(const Error &error) override;
    void audit(const AuditEntry &entry) override; // left out where the window does not keep up

    static constexpr qint64 maximumQueuedBytes = 64 << 20;

private:
    void begin(const Plan &plan) override;
    void events(const EventBatch &batch) override;
    void table(const TableUpdate &update) override;
    void histogram(const HistogramUpdate &update) override;
    void stacks(const StacksUpdate &update) override;
    void loss(const LossUpdate &update) override;
    void hole(qint64 from, qint64 durationNs) override;
    void end(const EndUpdate &update) override;

    std::optional<QString> ask(Question::Content content);
    void post(RunMessage message);
    void push(RunMessage message);
    void schedule();
    void drain();

    std::mutex m_mutex;
    std::condition_variable m_room;
    QObject *m_receiver; // null once closed
    std::function<void(RunMessage)> m_receive;
    std::function<void()> m_turnDone;
    std::deque<RunMessage> m_queue;
    qint64 m_queuedBytes = 0;
    bool m_posted = false;
    QuestionPtr m_question;   // the newest
    bool m_declining = false; // no more questions
};

} // namespace radiosonde
