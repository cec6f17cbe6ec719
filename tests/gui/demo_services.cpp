// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/demo_run.h"

#include <QFile>

#include <future>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

// A run that delivers its data at once and then waits to be stopped.
class DemoRun : public RunHandle
{
public:
    DemoRun(RunRequest request, RunObserver &observer) : m_request(std::move(request)), m_observer(observer)
    {
    }
    ~DemoRun() override { abort(); }

    void start() override
    {
        m_observer.progress(u"Compiling"_s);
        const QString probe = m_request.target.startsWith("file:"_L1) ? u"opensnoop"_s : m_request.probe;
        const Plan plan = demoPlan(probe);
        feedDemo(plan, m_observer.sink(), 24);
        if (m_request.target == "ssh://gone"_L1)
            loseTheLink(plan);
        m_observer.statistics({.targetTime = 1'000'000'000, .cpuNs = 10'000'000, .rssBytes = 49'152});
        m_observer.statistics({.targetTime = 2'000'000'000, .cpuNs = 14'000'000, .rssBytes = 49'152});
        if (m_request.target.startsWith("file:"_L1))
            abort();
    }
    void stop() override { abort(); }
    void abort() override
    {
        if (!m_over.test_and_set())
            m_stopped.set_value();
    }
    RunSummary wait() override
    {
        m_stopped.get_future().wait();
        EndUpdate end{.produced = 960, .delivered = 960, .lost = 0, .durationNs = 24'000'000'000};
        m_observer.sink().end(end);
        return {.error = {}, .started = true, .end = end};
    }
    void reconnectNow() override {}
    void startRecording(const QString &path) override { m_observer.recording({.path = path, .bytes = 4096}); }
    void stopRecording() override { m_observer.recording({}); }

private:
    void loseTheLink(const Plan &plan)
    {
        constexpr qint64 second = 1'000'000'000;
        m_observer.sink().hole(plan.startTime + 23 * second, 6 * second + 400'000'000);
        feedDemo(plan, m_observer.sink(), 36, 30);
        const Error reason{ErrorKind::Lost, u"The link to the target was lost: the cable was pulled"_s, {}};
        m_observer.link({.phase = LinkPhase::Down,
                         .reason = reason,
                         .attempts = 2,
                         .retryMs = 2'000,
                         .news = {},
                         .target = {},
                         .downNs = 0});
    }

    RunRequest m_request;
    RunObserver &m_observer;
    std::promise<void> m_stopped;
    std::atomic_flag m_over;
};

QList<Diagnostic> findFaults(const CompileRequest &request)
{
    QList<Diagnostic> diagnostics;
    const QList<QByteArray> lines = request.source.split('\n');
    for (int i = 0; i < lines.size(); ++i) {
        const qsizetype at = lines.at(i).indexOf("broken");
        if (at < 0)
            continue;
        const int column = int(at) + 1;
        diagnostics += Diagnostic{.severity = Severity::Error,
                                  .file = request.fileName,
                                  .line = i + 1,
                                  .column = column,
                                  .message = u"use of undeclared identifier 'broken'"_s,
                                  .hint = {},
                                  .fixits = {FixIt{i + 1, column, i + 1, column + 6, u"mended"_s}}};
    }
    return diagnostics;
}

LibraryProbe libraryProbe(const QString &name, const QString &title, const QString &category)
{
    return {
        .name = name, .path = name + ".bpf.c"_L1, .title = title, .description = title, .category = category};
}

} // namespace

WindowServices demoServices(const QString &journalFolder)
{
    WindowServices services;
    services.journalFolder = journalFolder;
    services.makeRun = [](RunRequest request, RunObserver &observer) {
        return std::make_unique<DemoRun>(std::move(request), observer);
    };
    services.listProbes = []() -> Result<QList<LibraryProbe>> {
        return QList{libraryProbe(u"biolatency"_s, u"how long block devices take"_s, u"Block"_s),
                     libraryProbe(u"execsnoop"_s, u"programs being started"_s, u"Processes"_s),
                     libraryProbe(u"filetop"_s, u"reads and writes by file"_s, u"Files"_s),
                     libraryProbe(u"opensnoop"_s, u"files being opened"_s, u"Files"_s)};
    };
    services.findProbe = [](const QString &name) -> Result<ProbeSource> {
        return ProbeSource{name, name + ".bpf.c"_L1, "int x;\n"};
    };
    services.check = [](const CompileRequest &request, const Interruptor &) -> Result<QList<Diagnostic>> {
        return findFaults(request);
    };
    services.compile = [](const CompileRequest &, const Interruptor &) -> Result<CompileResult> {
        return CompileResult{.diagnostics = {}, .object = "object", .facts = demoFacts(), .cached = false};
    };
    services.targets = demoTargets();
    return services;
}

} // namespace radiosonde
