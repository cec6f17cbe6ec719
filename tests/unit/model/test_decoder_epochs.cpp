// SPDX-License-Identifier: GPL-3.0-or-later
// What a hole does to the data after it: buffers and maps begin at nothing, totals go on.
#include "core/model/decoder.h"
#include "tests/unit/model/keeping_sink.h"
#include "tests/unit/model/make_chunks.h"
#include "tests/unit/model/make_plans.h"

#include <QTest>

using namespace radiosonde;
using namespace radiosonde::testing;
using namespace Qt::StringLiterals;

namespace
{

QByteArray row(quint32 tid, quint64 reads, quint64 bytes)
{
    return number(tid, 4) + number(reads, 8) + number(bytes, 8) + QByteArray("comm\0\0\0\0", 8);
}

Facts totalTable()
{
    Facts facts = tableFacts();
    facts.maps[0].annotations = {{u"view"_s, u"top total"_s}};
    return facts;
}

Chunk hole(qint64 from, quint64 duration)
{
    return chunk(ChunkKind::Hole, 0, {}, from, duration);
}

QByteArray opened(quint64 time)
{
    return number(time, 8) + number(1, 4) + "comm";
}

QByteArray slotBytes(const QList<quint64> &counts)
{
    QByteArray bytes;
    for (const quint64 count : counts)
        bytes += number(count, 8);
    return bytes;
}

using Counts = std::vector<quint64>;

} // namespace

class DecoderEpochsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void intervalsAreNeitherNegativeNorDouble()
    {
        KeepingSink sink;
        Decoder decoder(planOf(tableFacts()), sink);
        decoder.take(snapshot(1, row(1, 10, 1000), 1'000));
        decoder.take(hole(1'500, 500));
        decoder.take(snapshot(1, row(1, 12, 500), 10)); // more reads than before, fewer bytes
        decoder.take(snapshot(1, row(1, 13, 600), 20));
        QCOMPARE(sink.tables[1].interval, row(1, 12, 500));
        QCOMPARE(sink.tables[1].intervalNs, 0); // as the first of all
        QCOMPARE(sink.tables[2].interval, row(1, 1, 100));
        QCOMPARE(sink.tables[2].intervalNs, 10);
    }

    void totalsGoOn()
    {
        KeepingSink sink;
        Decoder decoder(planOf(totalTable()), sink);
        decoder.take(snapshot(1, row(1, 10, 1000) + row(2, 5, 5), 1'000));
        decoder.take(hole(1'500, 500));
        decoder.take(snapshot(1, row(1, 1, 1), 10));
        decoder.take(hole(20, 30));
        decoder.take(snapshot(1, row(1, 2, 2), 10));
        decoder.take(snapshot(1, row(1, 2, 2), 20, true));
        QCOMPARE(sink.tables[1].total, row(1, 11, 1001));
        QCOMPARE(sink.tables[1].interval, row(1, 1, 1));
        QCOMPARE(sink.tables[2].total, row(1, 13, 1003));
        QCOMPARE(sink.tables[3].total, row(1, 13, 1003) + row(2, 5, 5)); // whole at the end
        QCOMPARE(sink.tables[3].interval, row(1, 0, 0) + row(2, 0, 0));
        QCOMPARE(sink.tables[1].removed, QByteArray()); // nobody deleted the second key
    }

    void histogramsGoOn()
    {
        Facts facts;
        facts.callsLog2 = true;
        const TypePtr value = record(u"latency"_s, {{u"slots"_s, array(u64(), 3), {{u"unit"_s, u"us"_s}}}});
        facts.maps = {mapFacts(u"latencies"_s, HashMap, u32(), value, 10)};
        KeepingSink sink;
        Decoder decoder(planOf(facts), sink);
        decoder.take(
            snapshot(1, number(8, 4) + slotBytes({1, 2, 3}) + number(9, 4) + slotBytes({4, 0, 0}), 1'000));
        decoder.take(hole(1'500, 500));
        decoder.take(snapshot(1, number(8, 4) + slotBytes({0, 5, 0}), 10));
        decoder.take(snapshot(1, number(8, 4) + slotBytes({0, 5, 0}), 20, true));
        QCOMPARE(sink.histograms[1].histograms[0].counts, Counts({1, 7, 3}));
        QCOMPARE(sink.histograms[1].histograms[0].difference, Counts({0, 5, 0}));
        QCOMPARE(sink.histograms[2].histograms.size(), 2u);
        QCOMPARE(sink.histograms[2].histograms[1].counts, Counts({4, 0, 0}));
        QCOMPARE(sink.histograms[2].histograms[1].difference, Counts({0, 0, 0}));
    }

    void aCutLeavesNoSums()
    {
        KeepingSink sink;
        Decoder decoder(planOf(eventFacts(RingBuffer, true), 1), sink);
        const QByteArray first = ringRecord(opened(1));
        decoder.take(chunk(ChunkKind::Ring, 1, first + first.first(10), 5'000)); // torn by the cut
        decoder.take(snapshot(2, number(0, 4) + number(10, 8) + number(2, 8), 6'000));
        decoder.take(hole(6'000, 100));
        QCOMPARE(sink.losses.size(), 2);
        QCOMPARE(sink.losses[0].place, LossPlace::Kernel);
        QCOMPARE(sink.losses[1].place, LossPlace::Link);
        QCOMPARE(sink.losses[1].count, 7u); // counted, neither failed nor come
        decoder.take(chunk(ChunkKind::Ring, 1, first, 50));
        decoder.take(snapshot(2, number(0, 4) + number(1, 8) + number(0, 8), 60, true));
        const EndUpdate end = decoder.finish(1, true);
        QVERIFY(!end.produced); // nobody knows what came between the last accounts and the cut
        QVERIFY(!end.lost);
        QCOMPARE(end.delivered, 2u);
        QCOMPARE(sink.losses.size(), 2);
        QCOMPARE(decoder.recordsLost(), 9u);
        QCOMPARE(decoder.damagedRecords(), 0u);
    }

    void holesComeInOrder()
    {
        KeepingSink sink;
        Decoder decoder(planOf(tableFacts()), sink);
        decoder.take(hole(100, 50));
        decoder.take(chunk(ChunkKind::Clock, 0, {}, 0, 7));
        decoder.take(hole(100, 60));
        QCOMPARE(sink.holes, (QList<std::pair<qint64, qint64>>{{1'000'100, 50}, {107, 60}}));
    }

    void aRunJoinedLateCountsAllAfterAHole()
    {
        Plan plan = planOf(tableFacts());
        plan.joined = true;
        KeepingSink sink;
        Decoder decoder(plan, sink);
        decoder.take(snapshot(1, row(1, 10, 1000), 1));
        decoder.take(hole(2, 1));
        decoder.take(snapshot(1, row(1, 2, 1), 2));
        QCOMPARE(sink.tables[0].rows, 0);
        QCOMPARE(sink.tables[1].interval, row(1, 2, 1));
    }
};

QTEST_APPLESS_MAIN(DecoderEpochsTest)
#include "test_decoder_epochs.moc"
