// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/stub/buffer_fixture.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <thread>
#include <unistd.h>

using namespace radiosonde;

class TestStubPerfBuffers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyRecordArrives();
    void belowTheWatermarkToo();
    void countsWhatIsLost();
};

void TestStubPerfBuffers::initTestCase()
{
    if (geteuid() != 0)
        QSKIP("bpf(2) takes root");
}

void TestStubPerfBuffers::everyRecordArrives()
{
    constexpr qint64 calls = 50'000;
    StubProcess stub;
    BufferFixture fixture(stub);
    QVERIFY(stub.startSession(0, 16 << 20));
    QVERIFY(fixture.startPerf(1 << 20, 64));
    std::atomic<bool> done = false;
    std::thread worker([&done] {
        for (qint64 called = 0; called < calls; called += 1000) {
            callGetppid(1000);
            usleep(500);
        }
        done = true;
    });
    while (!done)
        stub.listen(20);
    worker.join();
    QVERIFY(fixture.stop());
    QCOMPARE(fixture.attempts(), quint64(calls));
    QCOMPARE(fixture.failures(), quint64(0));
    quint64 lost = 0;
    QList<qint64> records = fixture.perfRecords(&lost);
    QCOMPARE(lost, quint64(0));
    QCOMPARE(records.size(), calls);
    std::sort(records.begin(), records.end()); // the thread may have moved between CPUs
    for (qint64 i = 0; i < calls; ++i)
        QCOMPARE(records[i], i);
    for (const StreamBytes &stream : std::as_const(stub.streams()))
        QVERIFY(stream.contiguous);
}

void TestStubPerfBuffers::belowTheWatermarkToo()
{
    StubProcess stub;
    BufferFixture fixture(stub);
    QVERIFY(stub.startSession());
    QVERIFY(fixture.startPerf(64 << 10, 64));
    stub.listen(100);
    callGetppid(3);
    stub.listen(300); // no flush, no watermark
    QCOMPARE(fixture.perfRecords().size(), 3);
    QVERIFY(fixture.stop());
}

void TestStubPerfBuffers::countsWhatIsLost()
{
    constexpr qint64 calls = 20'000;
    StubProcess stub;
    BufferFixture fixture(stub);
    stub.setReturnsCredit(false);
    QVERIFY(stub.startSession(50, 1));
    QVERIFY(fixture.startPerf(64 << 10, 64));
    callGetppid(calls);
    stub.listen(100);
    stub.setReturnsCredit(true);
    QByteArray out;
    appendCredit(out, WIRE_CREDIT_DATA, 1 << 20);
    QVERIFY(stub.send(out));
    stub.listen(200);
    // The kernel tells of a loss with the next record that finds room: one on each CPU.
    cpu_set_t before, one;
    sched_getaffinity(0, sizeof before, &before);
    for (int cpu = 0; cpu < int(stub.hello().cpus); ++cpu) {
        CPU_ZERO(&one);
        CPU_SET(cpu, &one);
        if (sched_setaffinity(0, sizeof one, &one) == 0)
            callGetppid(1);
    }
    sched_setaffinity(0, sizeof before, &before);
    QVERIFY(fixture.stop());
    quint64 lost = 0;
    const QList<qint64> records = fixture.perfRecords(&lost);
    QVERIFY(!records.contains(-1));
    QVERIFY(fixture.failures() > 0);
    QCOMPARE(lost, fixture.failures());
    QCOMPARE(quint64(records.size()) + lost, fixture.attempts());
    stub.listen(120);
    quint64 told = 0;
    for (const wire_stream_stats &stream : stub.stats()->streams)
        told += stream.lost;
    QCOMPARE(told, lost);
}

QTEST_GUILESS_MAIN(TestStubPerfBuffers)
#include "test_stub_perf_buffers.moc"
