// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/stub/buffer_fixture.h"

#include <QTest>

#include <thread>
#include <unistd.h>

using namespace radiosonde;

namespace
{

bool isConsecutive(const QList<qint64> &records)
{
    for (qsizetype i = 0; i < records.size(); ++i) {
        if (records[i] != i)
            return false;
    }
    return true;
}

} // namespace

class TestStubRings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyRecordArrives_data();
    void everyRecordArrives();
    void singleRecordsArrivePromptly();
    void longRecordsGoInFragments();
    void withoutCreditTheRingFills();
    void startsWithWhatStandsThere();
    void flushWaitsForCredit();
    void deletedStreamsStaySilent();
    void refusesBadStreams();
    void manyStreams();
};

void TestStubRings::initTestCase()
{
    if (geteuid() != 0)
        QSKIP("bpf(2) takes root");
}

void TestStubRings::everyRecordArrives_data()
{
    QTest::addColumn<quint32>("size");
    QTest::addColumn<int>("record");
    QTest::addColumn<qint64>("calls");
    QTest::newRow("a few") << 4096u << 8 << qint64(3);
    QTest::newRow("100,000 of 8 bytes") << (256u << 10) << 8 << qint64(100'000);
    QTest::newRow("50,000 of 120 bytes") << (4u << 20) << 120 << qint64(50'000);
    QTest::newRow("20,000 of 1,000 bytes") << (16u << 20) << 1000 << qint64(20'000);
}

void TestStubRings::everyRecordArrives()
{
    QFETCH(quint32, size);
    QFETCH(int, record);
    QFETCH(qint64, calls);
    StubProcess stub;
    BufferFixture fixture(stub);
    QVERIFY(stub.startSession(0, 16 << 20));
    QVERIFY(fixture.startRing(size, record));
    std::thread worker([calls] {
        for (qint64 done = 0; done < calls; done += 500) { // in bursts that the smallest ring holds
            callGetppid(qMin<qint64>(500, calls - done));
            usleep(200);
        }
    });
    while (stub.streams()[1].count < calls * ((record + 15) & ~7)) {
        const qint64 before = stub.streams()[1].count;
        stub.listen(50);
        if (stub.streams()[1].count == before)
            break;
    }
    worker.join();
    QVERIFY(fixture.stop());
    QCOMPARE(fixture.attempts(), quint64(calls));
    QCOMPARE(fixture.failures(), quint64(0));
    const QList<qint64> records = fixture.ringRecords();
    QCOMPARE(records.size(), calls);
    QVERIFY(isConsecutive(records));
    QVERIFY(stub.streams()[1].contiguous);
    QCOMPARE(stub.streams()[1].position, quint64(0));
}

// The first record after a pause wakes the stub; the timer's 20 ms bound all others.
void TestStubRings::singleRecordsArrivePromptly()
{
    StubProcess stub;
    BufferFixture fixture(stub);
    QVERIFY(stub.startSession());
    QVERIFY(fixture.startRing(4096, 8));
    for (int i = 0; i < 5; ++i) {
        callGetppid(1);
        stub.listen(150);
        QCOMPARE(stub.streams()[1].count, (i + 1) * 16);
    }
    QVERIFY(fixture.stop());
}

void TestStubRings::longRecordsGoInFragments()
{
    constexpr int length = 150'000;
    StubProcess stub;
    BufferFixture fixture(stub);
    QVERIFY(stub.startSession());
    QVERIFY(fixture.startRing(1 << 20, length));
    callGetppid(3);
    QVERIFY(fixture.stop());
    QCOMPARE(fixture.ringRecords(), QList<qint64>({0, 1, 2}));
    QVERIFY(stub.streams()[1].contiguous);
    QCOMPARE(stub.streams()[1].frames, 9); // 65,536 + 65,536 + the rest
}

void TestStubRings::withoutCreditTheRingFills()
{
    constexpr quint32 size = 64 << 10;
    constexpr qint64 calls = 100'000;
    StubProcess stub;
    BufferFixture fixture(stub);
    stub.setReturnsCredit(false);
    QVERIFY(stub.startSession(50, 10'000));
    QVERIFY(fixture.startRing(size, 8));
    callGetppid(calls);
    stub.listen(200);
    const qint64 starved = stub.streams()[1].count;
    QVERIFY2(starved > 0 && starved <= 10'000, qPrintable(QString::number(starved)));
    QVERIFY(stub.stats()->streams[0].pending > 0); // as it stood when the credit was found to be gone
    const quint64 cpu = stub.stats()->totals.cpu;
    stub.listen(300);
    QVERIFY2(stub.stats()->totals.cpu - cpu < 5'000'000, "the stub spins while it waits for credit");
    QCOMPARE(stub.streams()[1].count, starved);

    stub.setReturnsCredit(true);
    QByteArray out;
    appendCredit(out, WIRE_CREDIT_DATA, 1 << 20);
    QVERIFY(stub.send(out));
    QVERIFY(fixture.stop());
    QCOMPARE(fixture.attempts(), quint64(calls));
    QVERIFY(fixture.failures() > 0);
    const QList<qint64> records = fixture.ringRecords();
    QVERIFY(!records.contains(-1));
    QCOMPARE(quint64(records.size()), fixture.attempts() - fixture.failures()); // loss is exact
}

void TestStubRings::startsWithWhatStandsThere()
{
    StubProcess stub;
    BufferFixture fixture(stub);
    QVERIFY(stub.startSession());
    QVERIFY(fixture.startRing(64 << 10, 8));
    callGetppid(1);
    stub.listen(100); // all is idle again
    QCOMPARE(stub.deleteStream(1), 0);
    callGetppid(100);
    QCOMPARE(stub.addStream(WIRE_RING_ADD, 1, bufferFd, 64 << 10), 0);
    QVERIFY(fixture.stop());
    const QList<qint64> records = fixture.ringRecords();
    QCOMPARE(records.size(), 101);
    QVERIFY(isConsecutive(records));
    QVERIFY(stub.streams()[1].contiguous);
}

void TestStubRings::flushWaitsForCredit()
{
    StubProcess stub;
    BufferFixture fixture(stub);
    stub.setReturnsCredit(false);
    QVERIFY(stub.startSession(0, 100));
    QVERIFY(fixture.startRing(64 << 10, 8));
    callGetppid(1000);
    QByteArray out;
    const quint64 seq = stub.nextSeq();
    appendStreamFlush(out, 1, seq);
    QVERIFY(stub.send(out));
    QCOMPARE(stub.wait(seq, 300).result, -4095);
    QCOMPARE(stub.flush(1), -EALREADY);
    out.clear();
    appendCredit(out, WIRE_CREDIT_DATA, 1 << 20);
    QVERIFY(stub.send(out));
    QCOMPARE(stub.wait(seq).result, 0);
    QCOMPARE(fixture.ringRecords().size(), 1000);
}

void TestStubRings::deletedStreamsStaySilent()
{
    StubProcess stub;
    BufferFixture fixture(stub);
    QVERIFY(stub.startSession(30));
    QVERIFY(fixture.startRing(64 << 10, 8));
    callGetppid(10);
    QCOMPARE(stub.flush(1), 0);
    QCOMPARE(stub.deleteStream(1), 0);
    callGetppid(10);
    stub.listen(100);
    QCOMPARE(fixture.ringRecords().size(), 10);
    QCOMPARE(stub.stats()->streams.size(), 0);
    QCOMPARE(stub.deleteStream(1), -ENOENT);
    QCOMPARE(stub.flush(1), -ENOENT);
}

void TestStubRings::refusesBadStreams()
{
    StubProcess stub;
    BufferFixture fixture(stub);
    QVERIFY(stub.startSession());
    QVERIFY(fixture.startRing(64 << 10, 8));
    QCOMPARE(stub.addStream(WIRE_RING_ADD, 1, bufferFd, 64 << 10), -EEXIST);
    QCOMPARE(stub.addStream(WIRE_RING_ADD, 2, bufferFd, 60 << 10), -EINVAL);
    QCOMPARE(stub.addStream(WIRE_RING_ADD, 2, bufferFd, 2048), -EINVAL);
    QCOMPARE(stub.addStream(WIRE_RING_ADD, 2, 1, 4096), -EINVAL);
    QCOMPARE(stub.addStream(WIRE_RING_ADD, 2, 99, 4096), -EBADF);
    QVERIFY(stub.addStream(WIRE_RING_ADD, 2, countersFd, 4096) < 0);
    QVERIFY(stub.addStream(WIRE_PERF_ADD, 2, bufferFd, 4096) < 0);
    QVERIFY(stub.addStream(WIRE_RING_ADD, 2, bufferFd, 16 << 20) < 0); // longer than the map
    callGetppid(5);
    QVERIFY(fixture.stop());
    QCOMPARE(fixture.ringRecords().size(), 5);
}

void TestStubRings::manyStreams()
{
    StubProcess stub;
    BpfCalls calls(stub);
    QVERIFY(stub.startSession());
    for (int i = 0; i < WIRE_MAX_STREAMS; ++i) {
        QCOMPARE(calls.createMap(64 + i, BPF_MAP_TYPE_RINGBUF, 0, 0, 4096), 64 + i);
        QCOMPARE(stub.addStream(WIRE_RING_ADD, quint16(i), 64 + i, 4096), 0);
    }
    QCOMPARE(stub.addStream(WIRE_RING_ADD, 1000, 64, 4096), -ENOSPC);
    QCOMPARE(stub.deleteStream(77), 0);
    QCOMPARE(stub.addStream(WIRE_RING_ADD, 1000, 64 + 77, 4096), 0);
    QCOMPARE(stub.quit(), int(WIRE_END_QUIT));
}

QTEST_GUILESS_MAIN(TestStubRings)
#include "test_stub_rings.moc"
