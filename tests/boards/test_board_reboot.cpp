// SPDX-License-Identifier: GPL-3.0-or-later
// A board that is switched off and on under a run: the run comes back by itself, with the hole.
#include "app/run/probe_library.h"
#include "app/run/probe_run.h"
#include "tests/bench/quiet_observer.h"

#include <QTest>

#include <atomic>

using namespace Qt::StringLiterals;
using namespace radiosonde;

namespace
{

constexpr int bootMs = 240'000; // emulated, and perhaps made first

class RebootObserver : public QuietObserver
{
public:
    void hole(qint64, qint64 durationNs) override
    {
        holeNs = durationNs;
        ++holes;
    }
    void link(const LinkState &state) override
    {
        if (state.phase == LinkPhase::Up)
            news = state.news;
        back = state.phase == LinkPhase::Up;
    }

    std::atomic<qint64> holeNs = 0;
    std::atomic<int> holes = 0;
    std::atomic<bool> back = false;
    QStringList news; // once `back`
};

} // namespace

class TestBoardReboot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackWithAHole();
};

void TestBoardReboot::comesBackWithAHole()
{
    RunEnvironment environment;
    const QString name = qEnvironmentVariable("RADIOSONDE_BOARD", u"amd64-bullseye"_s);
    const auto source = findProbe(u"opensnoop"_s);
    QVERIFY(source);
    RunRequest request;
    request.probe = source->name;
    request.fileName = source->fileName;
    request.source = source->source;
    request.target = u"board://"_s + name;
    request.reconnect = true;
    RebootObserver observer;
    std::atomic<bool> begun = false;
    observer.onBegin = [&] { begun = true; };
    ProbeRun run(request, environment, observer);
    run.start();
    QTRY_VERIFY_WITH_TIMEOUT(begun.load(), bootMs);
    environment.boards.stop(name); // as the power goes
    QTRY_VERIFY_WITH_TIMEOUT(observer.back.load(), bootMs);
    QCOMPARE(observer.holes.load(), 1);
    QVERIFY(observer.holeNs.load() > 0);
    QVERIFY(observer.news.size() == 1); // the same kernel, started anew
    run.stop();
    const RunSummary summary = run.wait();
    QVERIFY2(!summary.error, qPrintable(summary.error ? describe(*summary.error) : QString()));
    QVERIFY(!summary.end.lost);
}

QTEST_GUILESS_MAIN(TestBoardReboot)
#include "test_board_reboot.moc"
