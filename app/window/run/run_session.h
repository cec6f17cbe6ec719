// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/run/run_feed.h"
#include "app/window/run/run_stores.h"
#include "app/window/services.h"
#include "core/model/activity_store.h"

#include <QElapsedTimer>
#include <QObject>

#include <array>
#include <map>
#include <optional>
#include <thread>

namespace radiosonde
{

// A run as the window sees it, on the GUI thread: its state, its data and its figures. Nothing here waits for
// the run but the destructor, which aborts one that still goes on.
class RunSession : public QObject
{
    Q_OBJECT
public:
    enum class State : quint8 {
        Starting,
        Running,
        Reconnecting, // the link was lost; what has come is kept
        Stopping,
        Ended
    };

    // What the status bar tells.
    struct Figures
    {
        double eventsPerSecond = 0;
        quint64 delivered = 0;
        quint64 lost = 0;
        double stubCpu = 0;     // share of one CPU
        quint64 stubMemory = 0; // bytes
        double roundTripMs = 0;
    };

    RunSession(const WindowServices &services, RunRequest request, QObject *parent = nullptr);
    ~RunSession() override;

    void start();
    void stop();         // orderly; a second call aborts
    void reconnectNow(); // without waiting for the time of the next attempt
    void record(const QString &path);
    void stopRecording();

    State state() const { return m_state; }
    const RunRequest &request() const { return m_request; }
    const std::optional<Plan> &plan() const { return m_plan; }                   // once started
    const std::shared_ptr<SymbolSource> &symbols() const { return m_symbols; }   // null before they are known
    RunStores &stores() { return *m_stores; }                                    // valid once started
    std::shared_ptr<const ActivityStore> activity() const { return m_activity; } // likewise; grows
    const std::shared_ptr<MapSource> &maps() const { return m_maps; } // likewise; null: of a replay
    const Figures &figures() const { return m_figures; }
    const RecordingState &recording() const { return m_recording; }
    const LinkState &link() const { return m_link; }                 // while Reconnecting
    qint64 msToRetry() const;                                        // likewise; 0: being tried
    const std::vector<HoleUpdate> &holes() const { return m_holes; } // oldest first, bounded
    const QString &progressText() const { return m_progress; }
    const std::optional<RunSummary> &summary() const { return m_summary; }
    quint64 lossesOf(int view) const; // of a view, and those that no view is known for

    // "filetop on This machine".
    QString title() const;
    QString targetTitle() const; // its target alone

Q_SIGNALS:
    void stateChanged();
    void progressed(const QString &what);
    void asked(const radiosonde::QuestionPtr &question); // the run waits until it is settled
    void diagnosticsReported(const QList<radiosonde::Diagnostic> &diagnostics);
    void begun();
    void updated(); // data has come; once per turn of the event loop
    void figuresChanged();
    void lossReported(const radiosonde::LossUpdate &loss);
    void holeReported(qint64 from, qint64 durationNs);
    void recordingChanged();
    void linkChanged();
    void audited(const radiosonde::AuditEntry &entry);
    void warned(const radiosonde::Error &error);
    void ended();

public:
    static constexpr std::size_t maximumHoles = 1000; // kept, the newest

private:
    void receive(RunMessage message);
    void turnDone();
    void setState(State state);
    void take(const QString &progress);
    void take(const QList<Diagnostic> &diagnostics);
    void take(const Plan &plan);
    void take(const EventBatch &batch);
    void take(const TableUpdate &update);
    void take(const HistogramUpdate &update);
    void take(const StacksUpdate &update);
    void take(const std::shared_ptr<SymbolSource> &symbols);
    void take(const std::shared_ptr<MapSource> &maps) { m_maps = maps; }
    void take(const LossUpdate &loss);
    void take(const HoleUpdate &hole);
    void take(const EndUpdate &end);
    void take(const StubStatistics &statistics);
    void take(const RecordingState &state);
    void take(const LinkState &link);
    void take(const AuditEntry &entry) { Q_EMIT audited(entry); }
    void take(const Error &error) { Q_EMIT warned(error); }
    void take(const RunSummary &summary);
    void take(const QuestionPtr &question);
    void measureRate();

    RunRequest m_request;
    std::shared_ptr<RunFeed> m_feed;
    std::unique_ptr<RunHandle> m_run;
    std::thread m_waiter;
    State m_state = State::Starting;
    std::optional<Plan> m_plan;
    std::shared_ptr<SymbolSource> m_symbols;
    std::shared_ptr<MapSource> m_maps;
    std::unique_ptr<RunStores> m_stores;
    std::shared_ptr<ActivityStore> m_activity;
    Figures m_figures;
    RecordingState m_recording;
    LinkState m_link;
    QElapsedTimer m_linkClock; // since m_link came
    std::vector<HoleUpdate> m_holes;
    QString m_progress;
    std::optional<RunSummary> m_summary;
    std::optional<StubStatistics> m_statistics;
    std::map<int, quint64> m_losses;
    QElapsedTimer m_rateClock;
    quint64 m_rateCount = 0;
    bool m_dirty = false;
};

} // namespace radiosonde
