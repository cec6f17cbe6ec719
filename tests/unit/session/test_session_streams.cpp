// SPDX-License-Identifier: GPL-3.0-or-later
// Streams of a session whose stub is played: what the wire brings, and what becomes of it.
#include "chunk_collector.h"
#include "fake_stub.h"

#include "remote/session/session.h"

#include <QTest>

#include <atomic>
#include <cstring>

using namespace radiosonde;

namespace
{

using Link = FakeStub::Link;

Result<std::unique_ptr<Session>> open(FakeStub &stub, SessionOptions options = {})
{
    const Interruptor interruptor;
    return Session::open(stub.takeChannel(), QStringLiteral("cmd:fake"), options, interruptor);
}

quint16 acceptStream(Link &link, quint8 type)
{
    const auto add = link.expect(type);
    link.reply(add->head.seq, 0);
    return add->head.stream;
}

Session::Dump hashDump()
{
    return {.fd = 64, .mapType = 1, .keySize = 4, .valueSize = 4, .maxEntries = 100, .intervalMs = 10};
}

} // namespace

class TestSessionStreams : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void chunksBearWhatTheFramesSay();
    void longRecordsAreJoined();
    void aRecordLongerThanAllCreditArrives();
    void creditComesBackInLargeSteps();
    void aStubThatOverdrawsIsDropped();
    void flushNeedsNoConsumer();
    void perfBuffersShareAStream();
    void perCpuValuesAreRoundedUp();
    void snapshotsAreJoined();
    void failedSnapshotIsLeftOut();
    void lastSnapshotEndsADump();
    void removedStreamIsSilent();
    void refusedStreamIsForgotten();
    void streamsAreUnique();
    void statisticsNameTheStreams();
};

void TestSessionStreams::chunksBearWhatTheFramesSay()
{
    FakeStub stub([](Link &link) {
        link.hello();
        const quint16 wire = acceptStream(link, WIRE_RING_ADD);
        link.data(wire, 4096, "12345678");
        link.serve();
    });
    const auto session = open(stub);
    ChunkCollector sink;
    const Interruptor interruptor;
    QVERIFY((*session)->addRing(500, 70, 65536, sink, interruptor));
    QTRY_COMPARE(sink.count(), 1);
    const Chunk chunk = sink.chunks().first();
    QCOMPARE(chunk.stream, 500);
    QCOMPARE(chunk.kind, ChunkKind::Ring);
    QCOMPARE(chunk.position, 4096u);
    QCOMPARE(chunk.targetTime, 6'000'000'000);
    QCOMPARE(chunk.bytes, QByteArray("12345678"));
    QVERIFY(!chunk.final);
}

void TestSessionStreams::longRecordsAreJoined()
{
    FakeStub stub([](Link &link) {
        link.hello();
        const quint16 wire = acceptStream(link, WIRE_RING_ADD);
        link.data(wire, 0, "aaaa", false);
        link.data(wire, 4, "bbbb", false);
        link.data(wire, 8, "cc", true);
        link.data(wire, 10, "next", true);
        link.serve();
    });
    const auto session = open(stub);
    ChunkCollector sink;
    const Interruptor interruptor;
    QVERIFY((*session)->addRing(1, 70, 65536, sink, interruptor));
    QTRY_COMPARE(sink.count(), 2);
    QCOMPARE(sink.chunks().at(0).bytes, QByteArray("aaaabbbbcc"));
    QCOMPARE(sink.chunks().at(0).position, 0u);
    QCOMPARE(sink.chunks().at(1).bytes, QByteArray("next"));
    QCOMPARE(sink.chunks().at(1).position, 10u);
}

void TestSessionStreams::aRecordLongerThanAllCreditArrives()
{
    constexpr int fragments = 64; // 4 MiB with 256 KiB of credit
    const QByteArray fragment(WIRE_DATA_MAX, 'x');
    std::atomic<bool> starved = false;
    FakeStub stub([&](Link &link) {
        link.hello();
        const quint16 wire = acceptStream(link, WIRE_RING_ADD);
        quint64 sent = 0;
        for (int i = 0; i < fragments; ++i) {
            while (link.credit < sent + quint64(fragment.size()) + 8) {
                const auto frame = link.read();
                starved = starved || !frame;
                if (!frame)
                    return;
                if (frame->head.type == WIRE_PING)
                    link.pong(*frame);
            }
            link.data(wire, quint64(i) * WIRE_DATA_MAX, fragment, i == fragments - 1);
            sent += quint64(fragment.size()) + 8;
        }
        link.serve();
    });
    const auto session = open(stub, {.firstCredit = 256 << 10, .credit = 256 << 10});
    ChunkCollector sink;
    const Interruptor interruptor;
    QVERIFY((*session)->addRing(1, 70, 8 << 20, sink, interruptor));
    QTRY_COMPARE(sink.count(), 1);
    QCOMPARE(sink.bytes().size(), qsizetype(fragments) * WIRE_DATA_MAX);
    QVERIFY(!starved);
}

void TestSessionStreams::creditComesBackInLargeSteps()
{
    constexpr quint64 credit = 1 << 20;
    constexpr qsizetype span = 1 << 14;
    const QByteArray bytes(span, 'x');
    std::atomic<quint64> granted = 0;
    std::atomic<int> grants = 0;
    FakeStub stub([&](Link &link) {
        link.hello();
        const quint16 wire = acceptStream(link, WIRE_RING_ADD);
        for (int i = 0; i < 32; ++i) // half of the credit
            link.data(wire, quint64(i) * span, bytes);
        while (const auto frame = link.read()) {
            if (frame->head.type == WIRE_PING)
                link.pong(*frame);
            granted = link.credit;
            grants += frame->head.type == WIRE_CREDIT && frame->head.stream == WIRE_CREDIT_DATA;
            if (frame->head.type == WIRE_QUIT)
                link.end(WIRE_END_QUIT);
        }
    });
    const auto session = open(stub, {.firstCredit = credit, .credit = credit});
    ChunkCollector sink;
    const Interruptor interruptor;
    QVERIFY((*session)->addRing(1, 70, 1 << 20, sink, interruptor));
    QTRY_COMPARE(sink.count(), 32);
    QTest::qWait(20);
    QCOMPARE(grants.load(), 0); // nothing was consumed but the frames' own bytes
    for (int i = 0; i < 32; ++i)
        (*session)->consumed(span);
    QTRY_VERIFY(granted >= credit + 32 * span - credit / 8);
    QVERIFY(granted <= credit + 32 * (span + 8));
    QVERIFY2(grants >= 1 && grants <= 4, qPrintable(QString::number(grants)));
}

void TestSessionStreams::aStubThatOverdrawsIsDropped()
{
    FakeStub stub([](Link &link) {
        link.hello();
        const quint16 wire = acceptStream(link, WIRE_RING_ADD);
        const QByteArray bytes(1 << 19, 'x');
        for (quint64 i = 0; i < 8; ++i) // 4 MiB; 64 KiB are granted, and one frame more may come
            link.data(wire, i << 19, bytes);
        while (link.read()) {
        }
    });
    const auto session = open(stub, {.credit = 64 << 10});
    ChunkCollector sink;
    const Interruptor interruptor;
    QVERIFY((*session)->addRing(1, 70, 1 << 20, sink, interruptor));
    QTRY_VERIFY(!(*session)->alive());
    QVERIFY(sink.bytes().size() <= (64 << 10) + qsizetype(WIRE_MAX_PAYLOAD));
}

void TestSessionStreams::flushNeedsNoConsumer()
{
    constexpr quint64 ring = 1 << 20;
    FakeStub stub([](Link &link) {
        link.hello();
        const quint16 wire = acceptStream(link, WIRE_RING_ADD);
        const auto flush = link.expect(WIRE_STREAM_FLUSH);
        const QByteArray span(16 << 10, 'x');
        quint64 position = 0;
        quint64 sent = 0;
        while (position < ring) {
            while (link.credit < sent + quint64(span.size()) + 8) {
                if (!link.read())
                    return;
            }
            link.data(wire, position, span);
            position += quint64(span.size());
            sent += quint64(span.size()) + 8;
        }
        link.reply(flush->head.seq, 0);
        link.serve();
    });
    const auto session = open(stub, {.credit = 128 << 10});
    ChunkCollector sink;
    const Interruptor interruptor;
    QVERIFY((*session)->addRing(1, 70, quint32(ring), sink, interruptor));
    const Result<> flushed = (*session)->flush(1, interruptor); // nobody calls consumed()
    QVERIFY(flushed);
    QCOMPARE(sink.bytes().size(), qsizetype(ring));
}

void TestSessionStreams::perfBuffersShareAStream()
{
    FakeStub stub([](Link &link) {
        link.hello();
        const quint16 first = acceptStream(link, WIRE_PERF_ADD);
        const quint16 second = acceptStream(link, WIRE_PERF_ADD);
        link.data(second, 16, "of cpu 1");
        link.data(first, 8, "of cpu 0");
        for (int i = 0; i < 2; ++i) {
            const auto flush = link.expect(WIRE_STREAM_FLUSH);
            link.data(flush->head.stream, 100, "flushed");
            link.reply(flush->head.seq, 0);
        }
        for (int i = 0; i < 2; ++i)
            link.reply(link.expect(WIRE_STREAM_DEL)->head.seq, 0);
        link.serve();
    });
    const auto session = open(stub);
    ChunkCollector sink;
    const Interruptor interruptor;
    QVERIFY((*session)->addPerf(9, 0, 70, 4096, sink, interruptor));
    QVERIFY((*session)->addPerf(9, 1, 71, 4096, sink, interruptor));
    QTRY_COMPARE(sink.count(), 2);
    QCOMPARE(sink.chunks().at(0).cpu, 1);
    QCOMPARE(sink.chunks().at(0).bytes, QByteArray("of cpu 1"));
    QCOMPARE(sink.chunks().at(1).cpu, 0);
    QCOMPARE(sink.chunks().at(1).kind, ChunkKind::Perf);
    QCOMPARE(sink.chunks().at(1).stream, 9);
    QVERIFY((*session)->flush(9, interruptor));
    QCOMPARE(sink.count(), 4);
    QVERIFY((*session)->removeStream(9, interruptor));
    QVERIFY(!(*session)->removeStream(9, interruptor));
}

void TestSessionStreams::perCpuValuesAreRoundedUp()
{
    wire_dump asked{};
    FakeStub stub([&](Link &link) {
        link.hello();
        const auto dump = link.expect(WIRE_DUMP);
        std::memcpy(&asked, dump->payload.constData(), sizeof asked);
        link.reply(dump->head.seq, 0);
        link.serve();
    });
    const auto session = open(stub);
    ChunkCollector sink;
    const Interruptor interruptor;
    const Session::Dump dump{.fd = 66,
                             .mapType = 6, // per-CPU array
                             .keySize = 4,
                             .valueSize = 12,
                             .maxEntries = 3,
                             .perCpu = true,
                             .intervalMs = 250,
                             .firstMs = 50};
    QVERIFY((*session)->addDump(1, dump, sink, interruptor));
    QCOMPARE(asked.fd, 66);
    QCOMPARE(asked.value_size, 32u); // 2 CPUs of 16 bytes
    QCOMPARE(asked.maximum, 3u);
    QCOMPARE(asked.interval_ms, 250u);
    QCOMPARE(asked.first_ms, 50u);
    QCOMPARE(asked.flags, quint32(WIRE_DUMP_BATCH | WIRE_DUMP_ARRAY));
}

void TestSessionStreams::snapshotsAreJoined()
{
    FakeStub stub([](Link &link) {
        link.hello();
        const auto dump = link.expect(WIRE_DUMP);
        link.reply(dump->head.seq, 0);
        link.snapshot(dump->head.stream, dump->head.seq, 0, 1, "aaaaAAAA", false);
        link.snapshot(dump->head.stream, dump->head.seq, 0, 2, "bbbbBBBBccccCCCC", true);
        link.snapshot(dump->head.stream, dump->head.seq, 1, 0, "", true);
        link.serve();
    });
    const auto session = open(stub);
    ChunkCollector sink;
    const Interruptor interruptor;
    QVERIFY((*session)->addDump(4, hashDump(), sink, interruptor));
    QTRY_COMPARE(sink.count(), 2);
    QCOMPARE(sink.chunks().at(0).bytes, QByteArray("aaaaAAAAbbbbBBBBccccCCCC"));
    QCOMPARE(sink.chunks().at(0).kind, ChunkKind::Snapshot);
    QCOMPARE(sink.chunks().at(0).targetTime, 7'000'000'000);
    QCOMPARE(sink.chunks().at(1).position, 1u);
    QCOMPARE(sink.chunks().at(1).bytes, QByteArray());
}

void TestSessionStreams::failedSnapshotIsLeftOut()
{
    FakeStub stub([](Link &link) {
        link.hello();
        const auto dump = link.expect(WIRE_DUMP);
        link.reply(dump->head.seq, 0);
        link.snapshot(dump->head.stream, dump->head.seq, 0, 1, "aaaaAAAA", false);
        link.snapshot(dump->head.stream, dump->head.seq, 0, 0, "", true, -EPERM);
        link.snapshot(dump->head.stream, dump->head.seq, 1, 1, "aaaaAAAA", true, 0, WIRE_SNAPSHOT_CUT);
        link.serve();
    });
    const auto session = open(stub);
    ChunkCollector sink;
    const Interruptor interruptor;
    QTest::ignoreMessage(QtWarningMsg, "The snapshot of stream 4 was given up: Operation not permitted");
    QTest::ignoreMessage(QtWarningMsg, "The map of stream 4 holds more entries than were asked for");
    QVERIFY((*session)->addDump(4, hashDump(), sink, interruptor));
    QTRY_COMPARE(sink.count(), 1);
    QCOMPARE(sink.chunks().at(0).position, 1u);
}

void TestSessionStreams::lastSnapshotEndsADump()
{
    FakeStub stub([](Link &link) {
        link.hello();
        const auto dump = link.expect(WIRE_DUMP);
        link.reply(dump->head.seq, 0);
        for (quint32 i = 0; i < 3; ++i)
            link.snapshot(dump->head.stream, dump->head.seq, i, 1, "aaaaAAAA");
        const auto removal = link.expect(WIRE_STREAM_DEL);
        link.snapshot(dump->head.stream, dump->head.seq, 3, 1, "aaaaBBBB");
        link.reply(removal->head.seq, 0);
        const auto last = link.expect(WIRE_DUMP);
        link.snapshot(last->head.stream, last->head.seq, 0, 1, "aaaaCCCC");
        link.reply(last->head.seq, 1);
        link.reply(link.expect(WIRE_STREAM_DEL)->head.seq, -ENOENT);
        link.serve();
    });
    const auto session = open(stub);
    ChunkCollector sink;
    const Interruptor interruptor;
    QVERIFY((*session)->addDump(4, hashDump(), sink, interruptor));
    QTRY_VERIFY(sink.count() >= 3);
    QVERIFY((*session)->flush(4, interruptor));
    const QList<Chunk> chunks = sink.chunks();
    QCOMPARE(chunks.size(), 5);
    QVERIFY(!chunks.at(3).final);
    QVERIFY(chunks.at(4).final);
    QCOMPARE(chunks.at(4).position, 4u);
    QCOMPARE(chunks.at(4).stream, 4);
    QCOMPARE(chunks.at(4).bytes, QByteArray("aaaaCCCC"));
    QVERIFY((*session)->removeStream(4, interruptor));
}

void TestSessionStreams::removedStreamIsSilent()
{
    FakeStub stub([](Link &link) {
        link.hello();
        const quint16 wire = acceptStream(link, WIRE_RING_ADD);
        const auto removal = link.expect(WIRE_STREAM_DEL);
        link.data(wire, 0, "under way");
        link.reply(removal->head.seq, 0);
        link.serve();
    });
    const auto session = open(stub);
    const Interruptor interruptor;
    {
        ChunkCollector sink;
        QVERIFY((*session)->addRing(1, 70, 4096, sink, interruptor));
        QVERIFY((*session)->removeStream(1, interruptor));
        QCOMPARE(sink.count(), 0);
    }
    QVERIFY((*session)->alive());
}

void TestSessionStreams::refusedStreamIsForgotten()
{
    FakeStub stub([](Link &link) {
        link.hello();
        link.reply(link.expect(WIRE_RING_ADD)->head.seq, -EBADF);
        (void)acceptStream(link, WIRE_RING_ADD);
        link.serve();
    });
    const auto session = open(stub);
    ChunkCollector sink;
    const Interruptor interruptor;
    const Result<> refused = (*session)->addRing(1, 70, 4096, sink, interruptor);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Refused);
    QVERIFY(refused.error().text.contains(QStringLiteral("Bad file descriptor")));
    QVERIFY((*session)->addRing(1, 70, 4096, sink, interruptor));
}

void TestSessionStreams::streamsAreUnique()
{
    FakeStub stub([](Link &link) {
        link.hello();
        (void)acceptStream(link, WIRE_RING_ADD);
        link.serve();
    });
    const auto session = open(stub);
    ChunkCollector sink;
    const Interruptor interruptor;
    QVERIFY((*session)->addRing(1, 70, 4096, sink, interruptor));
    const Result<> again = (*session)->addRing(1, 71, 4096, sink, interruptor);
    QVERIFY(!again);
    QCOMPARE(again.error().kind, ErrorKind::Internal);
    const Result<> unknown = (*session)->flush(2, interruptor);
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().kind, ErrorKind::Internal);
}

void TestSessionStreams::statisticsNameTheStreams()
{
    FakeStub stub([](Link &link) {
        link.hello();
        const quint16 first = acceptStream(link, WIRE_PERF_ADD);
        const quint16 second = acceptStream(link, WIRE_PERF_ADD);
        const wire_stats stats{1, 2, 3, 4, 5, 6, 3};
        const wire_stream_stats streams[] = {{first, WIRE_PERF_ADD, 10, 100, 1},
                                             {second, WIRE_PERF_ADD, 20, 200, 2},
                                             {999, WIRE_PERF_ADD, 40, 400, 4}};
        link.send(WIRE_STATS, 0, 0, 0,
                  QByteArray(reinterpret_cast<const char *>(&stats), sizeof stats) +
                      QByteArray(reinterpret_cast<const char *>(streams), sizeof streams));
        link.serve();
    });
    const auto session = open(stub);
    ChunkCollector sink;
    const Interruptor interruptor;
    QVERIFY((*session)->addPerf(9, 0, 70, 4096, sink, interruptor));
    QVERIFY((*session)->addPerf(9, 1, 71, 4096, sink, interruptor));
    QTRY_COMPARE((*session)->latestStatistics().cpuNs, 2u);
    const StubStatistics statistics = (*session)->latestStatistics();
    QCOMPARE(statistics.targetTime, 1);
    QCOMPARE(statistics.rssBytes, 3u);
    QCOMPARE(statistics.bytesSent, 5u);
    QCOMPARE(statistics.wakeups, 6u);
    QCOMPARE(statistics.streams.size(), 1);
    QCOMPARE(statistics.streams.first().stream, 9);
    QCOMPARE(statistics.streams.first().pending, 30u);
    QCOMPARE(statistics.streams.first().bytes, 300u);
    QCOMPARE(statistics.streams.first().lost, 3u);
}

QTEST_GUILESS_MAIN(TestSessionStreams)
#include "test_session_streams.moc"
