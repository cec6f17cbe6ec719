// SPDX-License-Identifier: GPL-3.0-or-later
// A link of 256 kbit/s and 200 ms: this machine behind support/slow_link.py.
#include "app/run/probe_library.h"
#include "tests/bench/quiet_observer.h"
#include "tests/e2e/support/requirements.h"
#include "tests/e2e/support/tool.h"
#include "tests/e2e/support/workload.h"

#include <QElapsedTimer>
#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

#include <sys/syscall.h>

using namespace Qt::StringLiterals;
using namespace radiosonde;
using namespace radiosonde::e2e;

namespace
{

constexpr qint64 bytesPerSecond = 32'000;
constexpr int delayMs = 100; // each way

// Ends the run once it has seen enough, and notes when the target first did what it was then told to.
class StoppingObserver : public QuietObserver
{
public:
    explicit StoppingObserver(quint64 enough) : m_enough(enough) {}

    std::function<void()> stop;

    void events(const EventBatch &batch) override
    {
        QuietObserver::events(batch);
        if (eventsSeen() < m_enough || m_stopped.exchange(true))
            return;
        m_since.start();
        stop();
    }

    void audit(const AuditEntry &) override
    {
        if (!m_stopped)
            return;
        if (m_acknowledgedMs < 0)
            m_acknowledgedMs = m_since.elapsed();
    }

    qint64 acknowledgedMs() const { return m_acknowledgedMs; } // -1: never

private:
    const quint64 m_enough;
    std::atomic<bool> m_stopped = false;
    QElapsedTimer m_since;
    std::atomic<qint64> m_acknowledgedMs = -1;
};

} // namespace

class TestSlowLink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aFloodLeavesRoomForAnswers();

private:
    RunRequest requestFor(const Workload &workload) const;
    qint64 mostUnderWay() const;

    QTemporaryDir m_folder;
    RunEnvironment m_environment;
};

void TestSlowLink::initTestCase()
{
    if (const QString obstacle = tracingObstacle(); !obstacle.isEmpty())
        QSKIP(qPrintable(obstacle));
    if (QStandardPaths::findExecutable(u"python3"_s).isEmpty())
        QSKIP("python3, which plays the link, is not there");
    QVERIFY(m_folder.isValid());
}

RunRequest TestSlowLink::requestFor(const Workload &workload) const
{
    const auto source = findProbe(sourcePath(u"probes/calls.bpf.c"_s));
    RunRequest request;
    request.probe = source->name;
    request.fileName = source->fileName;
    request.source = source->source;
    request.parameters = {{u"pid"_s, QString::number(workload.pid())},
                          {u"call"_s, QString::number(SYS_getpid)}};
    request.ringBytes = 64 << 10;
    return request;
}

qint64 TestSlowLink::mostUnderWay() const
{
    QFile file(m_folder.filePath(u"most"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toLongLong() : -1;
}

// Twenty times as many events as the line carries. What it can't carry is dropped at its source and counted;
// what is under way stays below what it carries in a second, so that Stop waits behind no more than that.
void TestSlowLink::aFloodLeavesRoomForAnswers()
{
    constexpr quint64 enough = 1500; // events: some three seconds of the line
    Workload workload(workloadPath(u"callwork"_s), {u"1200000"_s, u"10000"_s}); // two minutes of it
    QVERIFY(workload.waitForReady());
    RunRequest request = requestFor(workload);
    StoppingObserver observer(enough);
    std::atomic<bool> begun = false;
    observer.onBegin = [&begun] { begun = true; };
    request.target = u"cmd:exec python3 '%1' %2 %3 '%4' sh"_s.arg(sourcePath(u"support/slow_link.py"_s))
                         .arg(bytesPerSecond)
                         .arg(delayMs)
                         .arg(m_folder.filePath(u"most"_s));
    ProbeRun run(request, m_environment, observer);
    observer.stop = [&run] { run.stop(); };
    run.start();
    QTRY_VERIFY_WITH_TIMEOUT(begun, 120'000);
    workload.go();
    const RunSummary summary = run.wait();
    QVERIFY2(!summary.error, summary.error ? qPrintable(describe(*summary.error)) : "");
    QVERIFY(observer.acknowledgedMs() >= 0);
    qInfo("Stop was acknowledged after %lld ms, %lld bytes were under way at most, %llu of %llu events came",
          observer.acknowledgedMs(), mostUnderWay(), summary.end.delivered, *summary.end.produced);

    QVERIFY2(mostUnderWay() > 0 && mostUnderWay() < bytesPerSecond * 3 / 2,
             qPrintable(QString::number(mostUnderWay())));
    QVERIFY(observer.eventsSeen() >= enough);
    QCOMPARE(observer.eventsSeen(), summary.end.delivered);
    QVERIFY(summary.end.lost.value_or(0) > 0);
    QCOMPARE(summary.end.produced.value_or(0), summary.end.delivered + *summary.end.lost);
}

QTEST_GUILESS_MAIN(TestSlowLink)
#include "test_slow_link.moc"
