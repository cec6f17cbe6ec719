// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/wire/frames.h"

#include <QTest>

using namespace radiosonde;

namespace
{

template<class T> QByteArray bytesOf(const T &value)
{
    return {reinterpret_cast<const char *>(&value), sizeof value};
}

wire_hello goodHello()
{
    wire_hello hello{};
    hello.magic = WIRE_MAGIC;
    hello.version = WIRE_VERSION;
    hello.pointer_size = 8;
    hello.page_size = 4096;
    hello.capabilities = WIRE_CAP_BPF;
    hello.pid = 42;
    hello.cpus = 4;
    hello.build_id_size = 20;
    hello.monotonic = 1;
    hello.realtime = 2;
    std::memset(hello.build_id, 0xab, sizeof hello.build_id);
    std::memset(hello.release, 'r', sizeof hello.release); // no NUL
    std::memcpy(hello.machine, "aarch64", 8);
    std::memcpy(hello.boot_id, "01234567-89ab-cdef-0123-456789abcdef", 36);
    return hello;
}

} // namespace

class TestFrameParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hello();
    void helloOfAnotherVersion();
    void badHello_data();
    void badHello();
    void reply();
    void data();
    void snapshot();
    void snapshotWhoseCountLies();
    void stats();
    void pongAndEnd();
};

void TestFrameParser::hello()
{
    const auto hello = parseHello(bytesOf(goodHello()));
    QVERIFY(hello.has_value());
    QCOMPARE(hello->pointerSize, 8u);
    QCOMPARE(hello->cpus, 4u);
    QCOMPARE(hello->pid, 42);
    QCOMPARE(hello->release, QByteArray(65, 'r'));
    QCOMPARE(hello->machine, QByteArray("aarch64"));
    QCOMPARE(hello->bootId, QByteArray("01234567-89ab-cdef-0123-456789abcdef"));
    QCOMPARE(hello->buildId, QByteArray(20, char(0xab)));
    QVERIFY(hello->domain.isEmpty());
}

void TestFrameParser::helloOfAnotherVersion()
{
    wire_hello other = goodHello();
    other.version = 7;
    const auto hello = parseHello(bytesOf(other).first(200)); // another length as well
    QVERIFY(!hello.has_value());
    QCOMPARE(hello.error().kind, ErrorKind::Refused);
    QVERIFY(hello.error().text.contains(u'7') && hello.error().text.contains(QString::number(WIRE_VERSION)));
}

void TestFrameParser::badHello_data()
{
    QTest::addColumn<QByteArray>("payload");
    const auto with = [](auto change) {
        wire_hello hello = goodHello();
        change(hello);
        return bytesOf(hello);
    };
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("short") << bytesOf(goodHello()).chopped(1);
    QTest::newRow("long") << bytesOf(goodHello()) + 'x';
    QTest::newRow("magic") << with([](wire_hello &hello) { hello.magic = 0; });
    QTest::newRow("pointers") << with([](wire_hello &hello) { hello.pointer_size = 2; });
    QTest::newRow("pages") << with([](wire_hello &hello) { hello.page_size = 4097; });
    QTest::newRow("no pages") << with([](wire_hello &hello) { hello.page_size = 0; });
    QTest::newRow("no CPU") << with([](wire_hello &hello) { hello.cpus = 0; });
    QTest::newRow("too many CPUs") << with([](wire_hello &hello) { hello.cpus = 8193; });
    QTest::newRow("build-id") << with([](wire_hello &hello) { hello.build_id_size = 33; });
}

void TestFrameParser::badHello()
{
    QFETCH(QByteArray, payload);
    const auto hello = parseHello(payload);
    QVERIFY(!hello.has_value());
    QCOMPARE(hello.error().kind, ErrorKind::Lost);
}

void TestFrameParser::reply()
{
    QVERIFY(!parseReply(QByteArray(7, 0)).has_value());
    const QByteArray payload = bytesOf(qint64(-22)) + "log";
    const auto reply = parseReply(payload);
    QCOMPARE(reply->result, qint64(-22));
    QCOMPARE(reply->bytes, QByteArrayView("log"));
}

void TestFrameParser::data()
{
    QVERIFY(!parseData(QByteArray(7, 0)).has_value());
    const QByteArray payload = bytesOf(quint64(99)) + "records";
    const auto data = parseData(payload);
    QCOMPARE(data->time, quint64(99));
    QCOMPARE(data->bytes, QByteArrayView("records"));
}

void TestFrameParser::snapshot()
{
    const QByteArray payload =
        bytesOf(wire_snapshot{5, 2, 2, 0, WIRE_SNAPSHOT_CUT}) + "kkkkvvvvvvvvKKKKVVVVVVVV";
    const auto part = parseSnapshot(payload, 4, 8);
    QVERIFY(part.has_value());
    QCOMPARE(part->time, quint64(5));
    QCOMPARE(part->number, 2u);
    QCOMPARE(part->entries, 2u);
    QVERIFY(part->cut);
    QCOMPARE(part->bytes.size(), 24);
    const QByteArray empty = bytesOf(wire_snapshot{5, 0, 0, -9, 0});
    QCOMPARE(parseSnapshot(empty, 4, 8)->error, -9);
}

void TestFrameParser::snapshotWhoseCountLies()
{
    const QByteArray entries(24, 'e');
    QVERIFY(!parseSnapshot(bytesOf(wire_snapshot{5, 0, 3, 0, 0}) + entries, 4, 8).has_value());
    QVERIFY(!parseSnapshot(bytesOf(wire_snapshot{5, 0, 1, 0, 0}) + entries, 4, 8).has_value());
    QVERIFY(!parseSnapshot(bytesOf(wire_snapshot{5, 0, 2, 1, 0}) + entries, 4, 8).has_value());
    QVERIFY(!parseSnapshot(bytesOf(wire_snapshot{5, 0, 2, 0, 0}) + entries.chopped(1), 4, 8).has_value());
    QVERIFY(
        !parseSnapshot(bytesOf(wire_snapshot{5, 0, 0x80000000, 0, 0}), 0x80000000, 0x80000000).has_value());
    QVERIFY(!parseSnapshot(bytesOf(wire_snapshot{5, 0, 0, 0, 0}), 0, 0).has_value());
    QVERIFY(!parseSnapshot(QByteArray(23, 0), 4, 8).has_value());
}

void TestFrameParser::stats()
{
    wire_stats totals{};
    totals.cpu = 7;
    totals.streams = 2;
    const QByteArray streams = bytesOf(wire_stream_stats{1, WIRE_RING_ADD, 3, 4, 0}) +
                               bytesOf(wire_stream_stats{2, WIRE_PERF_ADD, 0, 5, 6});
    const auto stats = parseStats(bytesOf(totals) + streams);
    QVERIFY(stats.has_value());
    QCOMPARE(stats->totals.cpu, quint64(7));
    QCOMPARE(stats->streams.size(), 2);
    QCOMPARE(stats->streams[1].lost, quint64(6));
    QVERIFY(!parseStats(bytesOf(totals) + streams.chopped(1)).has_value());
    QVERIFY(!parseStats(bytesOf(totals)).has_value());
    QVERIFY(!parseStats(QByteArray(47, 0)).has_value());
    totals.streams = WIRE_MAX_STREAMS + 1;
    QVERIFY(!parseStats(bytesOf(totals) + QByteArray(24 * (WIRE_MAX_STREAMS + 1), 0)).has_value());
}

void TestFrameParser::pongAndEnd()
{
    QCOMPARE(parsePong(bytesOf(wire_pong{1, 2, 3}))->realtime, quint64(3));
    QVERIFY(!parsePong(QByteArray(25, 0)).has_value());
    QCOMPARE(*parseEnd(bytesOf(quint64(WIRE_END_SILENCE))), WIRE_END_SILENCE);
    QVERIFY(!parseEnd(bytesOf(quint64(WIRE_END_LOG + 1))).has_value());
    QVERIFY(!parseEnd(QByteArray(4, 0)).has_value());
}

QTEST_GUILESS_MAIN(TestFrameParser)
#include "test_frame_parser.moc"
