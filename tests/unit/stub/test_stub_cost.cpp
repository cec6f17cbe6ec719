// SPDX-License-Identifier: GPL-3.0-or-later
// What watching costs: wake-ups, memory, processor time. Bounds are wide, since tests share their machine;
// the figures are printed.
#include "tests/unit/stub/buffer_fixture.h"

#include <QElapsedTimer>
#include <QTest>

#include <thread>
#include <unistd.h>

using namespace radiosonde;

class TestStubCost : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void wakeUpsPerMillion();
    void processorAt100000PerSecond();
    void idleCostsNothing();
};

void TestStubCost::initTestCase()
{
    if (geteuid() != 0)
        QSKIP("bpf(2) takes root");
}

void TestStubCost::wakeUpsPerMillion()
{
    constexpr qint64 calls = 1'000'000;
    StubProcess stub;
    BufferFixture fixture(stub);
    QVERIFY(stub.startSession(100, 4 << 20));
    QVERIFY(fixture.startRing(4 << 20, 64));
    stub.streams()[1].keep = false;
    qint64 elapsedNs = 0;
    std::thread worker([&elapsedNs] {
        QElapsedTimer elapsed;
        elapsed.start();
        callGetppid(calls);
        elapsedNs = elapsed.nsecsElapsed();
    });
    qint64 before = -1;
    while (stub.streams()[1].count != before) {
        before = stub.streams()[1].count;
        stub.listen(200);
    }
    worker.join();
    QVERIFY(fixture.stop());
    QCOMPARE(stub.quit(), int(WIRE_END_QUIT));
    const wire_stats totals = stub.stats()->totals;
    const quint64 delivered = quint64(stub.streams()[1].count) / 72;
    qInfo(
        "%llu attempts, %llu delivered, %llu failed, %lld ns a call, %u wake-ups, %llu frames, CPU %llu ms, "
        "RSS %llu KiB with a ring of 4 MiB",
        fixture.attempts(), delivered, fixture.failures(), elapsedNs / calls, totals.wakeups,
        qulonglong(totals.frames), qulonglong(totals.cpu / 1'000'000), qulonglong(totals.rss >> 10));
    QCOMPARE(fixture.attempts(), quint64(calls));
    QCOMPARE(delivered, fixture.attempts() - fixture.failures());
    QVERIFY2(totals.wakeups <= 50, qPrintable(QString::number(totals.wakeups)));
    QVERIFY(totals.rss <= (128 << 10) + (4 << 20));
}

void TestStubCost::processorAt100000PerSecond()
{
    constexpr int seconds = 3;
    StubProcess stub;
    BufferFixture fixture(stub);
    QVERIFY(stub.startSession(100, 4 << 20));
    QVERIFY(fixture.startRing(256 << 10, 64));
    stub.streams()[1].keep = false;
    stub.listen(150);
    const wire_stats before = stub.stats()->totals;
    std::thread worker([] {
        QElapsedTimer elapsed;
        elapsed.start();
        for (qint64 done = 0; elapsed.elapsed() < seconds * 1000;) {
            const qint64 due = elapsed.nsecsElapsed() / 10'000; // one each 10 us
            callGetppid(due - done);
            done = due;
            usleep(200);
        }
    });
    stub.listen(seconds * 1000);
    worker.join();
    QVERIFY(fixture.stop());
    QCOMPARE(stub.quit(), int(WIRE_END_QUIT));
    const wire_stats after = stub.stats()->totals;
    const double percent = 100.0 * double(after.cpu - before.cpu) / double(after.time - before.time);
    qInfo("%llu events in %d s, %llu failed, CPU %.2f %%, %u wake-ups, %llu frames, RSS %llu KiB with a ring "
          "of 256 KiB",
          fixture.attempts(), seconds, fixture.failures(), percent, after.wakeups - before.wakeups,
          qulonglong(after.frames - before.frames), qulonglong(after.rss >> 10));
    QVERIFY(percent < 10);
    QVERIFY(after.rss <= (128 << 10) + (256 << 10));
}

void TestStubCost::idleCostsNothing()
{
    StubProcess stub;
    BufferFixture fixture(stub);
    QVERIFY(stub.startSession(200));
    QVERIFY(fixture.startRing(256 << 10, 64));
    stub.listen(300);
    const wire_stats before = stub.stats()->totals;
    stub.listen(1000);
    const wire_stats after = stub.stats()->totals;
    const double percent = 100.0 * double(after.cpu - before.cpu) / double(after.time - before.time);
    qInfo("idle: CPU %.3f %%, RSS %llu KiB", percent, qulonglong(after.rss >> 10));
    QVERIFY(percent < 1);
    QCOMPARE(after.wakeups, before.wakeups);
}

QTEST_GUILESS_MAIN(TestStubCost)
#include "test_stub_cost.moc"
