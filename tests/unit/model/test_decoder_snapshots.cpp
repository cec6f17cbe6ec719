// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/decoder.h"
#include "tests/unit/model/keeping_sink.h"
#include "tests/unit/model/make_chunks.h"
#include "tests/unit/model/make_plans.h"

#include <QTest>

#include <numeric>

using namespace radiosonde;
using namespace radiosonde::testing;
using namespace Qt::StringLiterals;

namespace
{

QByteArray use(quint64 reads, quint64 bytes)
{
    return number(reads, 8) + number(bytes, 8) + QByteArray("comm\0\0\0\0", 8);
}

QByteArray row(quint32 tid, quint64 reads, quint64 bytes)
{
    return number(tid, 4) + use(reads, bytes);
}

// A hash {u32 dev} -> {u64 slots[4]} called `latencies`.
Facts histogramFacts(quint32 mapType = HashMap)
{
    Facts facts;
    facts.callsLog2 = true;
    const TypePtr value = record(u"latency"_s, {{u"slots"_s, array(u64(), 4), {{u"unit"_s, u"us"_s}}}});
    facts.maps = {mapFacts(u"latencies"_s, mapType, u32(), value, 10)};
    return facts;
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

class DecoderSnapshotsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsHoldTheirIntervalAndTheirTotal()
    {
        KeepingSink sink;
        Decoder decoder(planOf(tableFacts()), sink);
        decoder.take(snapshot(1, row(1, 10, 1000) + row(2, 1, 1), 5'000));
        decoder.take(snapshot(1, row(1, 15, 1500) + row(2, 1, 1), 6'000));
        QCOMPARE(sink.tables.size(), 2);
        QCOMPARE(sink.tables[0].interval, row(1, 10, 1000) + row(2, 1, 1)); // all since the start
        QCOMPARE(sink.tables[0].intervalNs, 0);
        QCOMPARE(sink.tables[1].interval, row(1, 5, 500)); // the other one did not change
        QCOMPARE(sink.tables[1].total, row(1, 15, 1500));
        QCOMPARE(sink.tables[1].rows, 1);
        QCOMPARE(sink.tables[1].intervalNs, 1'000);
        QCOMPARE(sink.tables[1].time, 1'006'000);
    }

    void aKeyMadeAnewCountsInFull()
    {
        KeepingSink sink;
        Decoder decoder(planOf(tableFacts()), sink);
        decoder.take(snapshot(1, row(1, 10, 1000), 1));
        decoder.take(snapshot(1, row(1, 3, 2000), 2)); // fewer reads: it was deleted in between
        QCOMPARE(sink.tables[1].interval, row(1, 3, 2000));
        decoder.take(snapshot(1, {}, 3));
        QCOMPARE(sink.tables[2].rows, 0);
        QCOMPARE(sink.tables[2].removed, number(1, 4));
        decoder.take(snapshot(1, row(1, 4, 2001), 4)); // it came back after a snapshot without it
        QCOMPARE(sink.tables[3].interval, row(1, 4, 2001));
    }

    void aKeyThatComesTwiceCountsOnce()
    {
        KeepingSink sink;
        Decoder decoder(planOf(tableFacts()), sink);
        decoder.take(snapshot(1, row(1, 10, 10) + row(1, 11, 11), 1));
        decoder.take(snapshot(1, row(1, 12, 12), 2));
        QCOMPARE(sink.tables[0].rows, 1);
        QCOMPARE(sink.tables[1].interval, row(1, 2, 2));
    }

    void intervalsAddUpToTheTotal()
    {
        KeepingSink sink;
        Decoder decoder(planOf(tableFacts()), sink);
        quint64 reads = 0;
        for (int i = 0; i < 100; ++i) {
            reads += quint64(i % 7);
            decoder.take(snapshot(1, row(1, reads, reads * 3), i, i == 99));
        }
        quint64 sum = 0;
        for (const TableUpdate &update : std::as_const(sink.tables)) {
            if (update.rows > 0)
                sum += loadUnsigned(update.interval.constData() + 4, 8);
        }
        QCOMPARE(sum, reads);
        QVERIFY(sink.tables.last().final);
    }

    void perCpuValuesAreAddedUp()
    {
        KeepingSink sink;
        Decoder decoder(planOf(tableFacts(PerCpuHash), 3), sink);
        QByteArray entry = number(1, 4) + QByteArray(24, '\0') + use(5, 50) + use(6, 60);
        decoder.take(snapshot(1, entry, 1));
        QCOMPARE(sink.tables[0].interval, row(1, 11, 110));
    }

    void viewsInTotalAreWholeAtTheEnd()
    {
        Facts facts = tableFacts();
        facts.maps[0].annotations = {{u"view"_s, u"top total"_s}};
        KeepingSink sink;
        Decoder decoder(planOf(facts), sink);
        decoder.take(snapshot(1, row(1, 1, 1) + row(2, 2, 2), 1));
        decoder.take(snapshot(1, row(1, 1, 1) + row(2, 3, 3), 2));
        decoder.take(snapshot(1, row(1, 1, 1) + row(2, 3, 3), 3, true));
        QCOMPARE(sink.tables[1].total, row(2, 3, 3));
        QCOMPARE(sink.tables[2].total, row(1, 1, 1) + row(2, 3, 3));
        QCOMPARE(sink.tables[2].interval, row(1, 0, 0) + row(2, 0, 0));
    }

    void arraysShowWhatTheyHold()
    {
        Facts facts = tableFacts(ArrayMap);
        facts.maps[0].annotations = {{u"view"_s, u"top"_s}};
        KeepingSink sink;
        Decoder decoder(planOf(facts), sink);
        decoder.take(snapshot(1, number(0, 4) + QByteArray(24, '\0') + row(1, 4, 4), 1));
        QCOMPARE(sink.tables[0].interval, row(1, 4, 4));
    }

    void aRunJoinedLateCountsFromThere()
    {
        Plan plan = planOf(tableFacts());
        plan.joined = true;
        KeepingSink sink;
        Decoder decoder(plan, sink);
        decoder.take(snapshot(1, row(1, 10, 1000), 1));
        decoder.take(snapshot(1, row(1, 12, 1001), 2));
        QCOMPARE(sink.tables[0].rows, 0);
        QCOMPARE(sink.tables[1].interval, row(1, 2, 1));
    }

    void aTornSnapshotKeepsItsWholeEntries()
    {
        KeepingSink sink;
        Decoder decoder(planOf(tableFacts()), sink);
        decoder.take(snapshot(1, row(1, 10, 1000) + "torn", 1));
        QCOMPARE(sink.tables[0].rows, 1);
        QCOMPARE(decoder.damagedRecords(), 1u);
    }

    void histogramsByKey()
    {
        KeepingSink sink;
        Decoder decoder(planOf(histogramFacts()), sink);
        decoder.take(snapshot(1, number(8, 4) + slotBytes({0, 1, 2, 0}), 1));
        decoder.take(
            snapshot(1, number(8, 4) + slotBytes({0, 1, 5, 0}) + number(9, 4) + slotBytes({1, 0, 0, 0}), 2));
        decoder.take(snapshot(
            1, number(8, 4) + slotBytes({0, 1, 5, 0}) + number(9, 4) + slotBytes({1, 0, 0, 0}), 3, true));
        QCOMPARE(sink.histograms[0].histograms[0].key, number(8, 4));
        QCOMPARE(sink.histograms[0].histograms[0].difference, Counts({0, 1, 2, 0}));
        QCOMPARE(sink.histograms[1].histograms.size(), 2u);
        QCOMPARE(sink.histograms[1].histograms[0].counts, Counts({0, 1, 5, 0}));
        QCOMPARE(sink.histograms[1].histograms[0].difference, Counts({0, 0, 3, 0}));
        QCOMPARE(sink.histograms[2].histograms.size(), 2u); // in total: all at the end
        QCOMPARE(sink.histograms[2].histograms[0].difference, Counts({0, 0, 0, 0}));
    }

    void histogramsOfVariables()
    {
        Facts facts;
        const TypePtr hist = record(u"hist"_s, {{u"slots"_s, array(u32(), 2)}});
        facts.globals = {{u"hists"_s, u".bss"_s, array(hist, 2), false, {}, {}, {}, 0}};
        Plan plan = planOf(facts);
        QCOMPARE(plan.streams.size(), 1);
        plan.streams[0].valueSize = 24; // as the loader sees the section
        plan.views[0].variableOffset = 8;
        KeepingSink sink;
        Decoder decoder(plan, sink);
        const QByteArray section =
            number(~quint64(0), 8) + number(1, 4) + number(2, 4) + number(0, 4) + number(7, 4);
        decoder.take(snapshot(1, number(0, 4) + section, 1));
        QCOMPARE(sink.histograms[0].histograms.size(), 2u);
        QCOMPARE(sink.histograms[0].histograms[0].counts, Counts({1, 2}));
        QCOMPARE(sink.histograms[0].histograms[1].counts, Counts({0, 7}));
        QCOMPARE(sink.histograms[0].histograms[1].key, number(1, 4));
        QCOMPARE(plan.views[0].columns.value(0).name, u"index"_s);
    }

    void aMapWithASlotPerEntry()
    {
        Facts facts;
        facts.maps = {mapFacts(u"hist"_s, PerCpuArray, u32(), u64(), 3)};
        KeepingSink sink;
        Decoder decoder(planOf(facts, 2), sink);
        decoder.take(snapshot(1, number(0, 4) + slotBytes({1, 2}) + number(2, 4) + slotBytes({3, 4}), 1));
        QCOMPARE(sink.histograms[0].histograms[0].counts, Counts({3, 0, 7}));
    }

    void sizesThatCannotBeAreDamage()
    {
        Plan plan = planOf(histogramFacts());
        plan.views[0].histogram.slotCount = 1000;
        KeepingSink sink;
        Decoder decoder(plan, sink);
        decoder.take(snapshot(1, number(8, 4) + slotBytes({0, 1, 2, 0}), 1));
        QCOMPARE(sink.histograms.size(), 0);
        QCOMPARE(decoder.damagedRecords(), 1u);
    }
};

QTEST_APPLESS_MAIN(DecoderSnapshotsTest)
#include "test_decoder_snapshots.moc"
