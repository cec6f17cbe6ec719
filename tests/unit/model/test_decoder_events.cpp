// SPDX-License-Identifier: GPL-3.0-or-later
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

QByteArray opened(quint64 ts, quint32 pid)
{
    return number(ts, 8) + number(pid, 4) + "comm";
}

Chunk ringChunk(const QByteArray &bytes, quint64 position = 0, qint64 time = 5000)
{
    return chunk(ChunkKind::Ring, 1, bytes, time, position);
}

// Of site 0 on two CPUs.
QByteArray sites(quint64 attempts, quint64 failures)
{
    return number(0, 4) + number(attempts - 1, 8) + number(failures, 8) + number(1, 8) + number(0, 8);
}

} // namespace

class DecoderEventsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRingGivesItsRecordsInOrder()
    {
        KeepingSink sink;
        Decoder decoder(planOf(eventFacts(RingBuffer, false)), sink);
        QCOMPARE(sink.begun, 1);
        decoder.take(ringChunk(ringRecord(opened(4000, 1)) + ringRecord(opened(4500, 2))));
        QCOMPARE(sink.eventList.size(), 2);
        QCOMPARE(sink.eventList[0], (KeepingSink::Event{0, 1'004'000, opened(4000, 1)}));
        QCOMPARE(sink.eventList[1], (KeepingSink::Event{0, 1'004'500, opened(4500, 2)}));
        QCOMPARE(decoder.recordsDelivered(), 2u);
    }

    void aStampThatCannotBeGivesTheDrainTime()
    {
        KeepingSink sink;
        Decoder decoder(planOf(eventFacts(RingBuffer, false)), sink);
        decoder.take(ringChunk(ringRecord(opened(0, 1)) + ringRecord(opened(~quint64(0), 2))));
        QCOMPARE(sink.eventList[0].time, 1'005'000);
        QCOMPARE(sink.eventList[1].time, 1'005'000);
    }

    void aClockChunkMovesTheWall()
    {
        KeepingSink sink;
        Decoder decoder(planOf(eventFacts(RingBuffer, false)), sink);
        decoder.take(chunk(ChunkKind::Clock, 0, {}, 0, 7));
        decoder.take(ringChunk(ringRecord(opened(4000, 1))));
        QCOMPARE(sink.eventList[0].time, 4007);
        decoder.take(chunk(ChunkKind::Hole, 0, {}, 100, 50));
        QCOMPARE(sink.holes.value(0), (std::pair<qint64, qint64>{107, 50}));
    }

    void discardedRecordsAreNoEvents()
    {
        KeepingSink sink;
        Decoder decoder(planOf(eventFacts(RingBuffer, false)), sink);
        decoder.take(ringChunk(ringRecord(opened(1, 1), discardBit) + ringRecord(opened(2, 2))));
        QCOMPARE(sink.eventList.size(), 1);
        QCOMPARE(decoder.damagedRecords(), 0u);
    }

    void aRecordMayComeInPieces()
    {
        KeepingSink sink;
        Decoder decoder(planOf(eventFacts(RingBuffer, false)), sink);
        const QByteArray bytes = ringRecord(opened(4000, 1)) + ringRecord(opened(4500, 2));
        for (qsizetype at = 0; at < bytes.size(); at += 5)
            decoder.take(ringChunk(bytes.mid(at, 5), quint64(at)));
        QCOMPARE(sink.eventList.size(), 2);
        QCOMPARE(sink.eventList[1].bytes, opened(4500, 2));
        QCOMPARE(decoder.damagedRecords(), 0u);
    }

    void aTornRecordIsDamage()
    {
        KeepingSink sink;
        Decoder decoder(planOf(eventFacts(RingBuffer, false)), sink);
        const QByteArray whole = ringRecord(opened(4000, 1));
        decoder.take(ringChunk(whole.first(12), 0));
        decoder.take(ringChunk(whole, 4096)); // what is between never came
        QCOMPARE(sink.eventList.size(), 1);
        QCOMPARE(decoder.damagedRecords(), 1u);
    }

    void hostileHeadersAreDamage()
    {
        KeepingSink sink;
        Decoder decoder(planOf(eventFacts(RingBuffer, false)), sink);
        decoder.take(ringChunk(number(0x3fffffff, 4) + QByteArray(100, 'x')));
        decoder.take(ringChunk(QByteArray(64, '\0'), 104));
        decoder.take(ringChunk(ringRecord(opened(1, 1), busyBit), 168));
        decoder.take(chunk(ChunkKind::Perf, 1, ringRecord(opened(1, 1)), 0));
        decoder.take(chunk(ChunkKind::Ring, 99, ringRecord(opened(1, 1)), 0));
        QCOMPARE(sink.eventList.size(), 0);
        QCOMPARE(decoder.damagedRecords(), 5u);
    }

    void perfSamplesLoseTheirPadding()
    {
        KeepingSink sink;
        Decoder decoder(planOf(eventFacts(PerfEventArray, false)), sink);
        decoder.take(chunk(ChunkKind::Perf, 1, perfSample(opened(4000, 1)) + perfLost(7), 5000));
        QCOMPARE(sink.eventList.size(), 1);
        QCOMPARE(sink.eventList[0].bytes, opened(4000, 1));
        QCOMPARE(sink.losses.size(), 1);
        QCOMPARE(sink.losses[0].count, 7u);
        QCOMPARE(sink.losses[0].view, 0);
        const EndUpdate end = decoder.finish(10, true);
        QCOMPARE(end.produced.value_or(0), 8u);
        QCOMPARE(end.delivered, 1u);
        QCOMPARE(end.lost.value_or(99), 7u);
    }

    void perfBuffersOfTwoCpusDoNotMix()
    {
        KeepingSink sink;
        Decoder decoder(planOf(eventFacts(PerfEventArray, false)), sink);
        const QByteArray sample = perfSample(opened(4000, 1));
        Chunk first = chunk(ChunkKind::Perf, 1, sample.first(10), 5000, 0);
        Chunk other = chunk(ChunkKind::Perf, 1, sample, 5000, 0);
        other.cpu = 1;
        Chunk rest = chunk(ChunkKind::Perf, 1, sample.mid(10), 5000, 10);
        for (const Chunk &taken : {first, other, rest})
            decoder.take(taken);
        QCOMPARE(sink.eventList.size(), 2);
        QCOMPARE(decoder.damagedRecords(), 0u);
    }

    void typesOfOneRingAreToldApart()
    {
        Facts facts = eventFacts(RingBuffer, false);
        const TypePtr small = record(u"small"_s, {{u"pid"_s, u64()}});
        facts.maps[0].records.append({small, false});
        KeepingSink sink;
        const Plan plan = planOf(facts);
        QCOMPARE(plan.views.size(), 2);
        QCOMPARE(plan.views[0].name, u"events.event"_s);
        QCOMPARE(plan.views[1].name, u"events.small"_s);
        Decoder decoder(plan, sink);
        decoder.take(ringChunk(ringRecord(number(5, 8)) + ringRecord(opened(4000, 1))));
        QCOMPARE(sink.eventList[0].view, 0);
        QCOMPARE(sink.eventList[1].view, 1);
        QCOMPARE(sink.eventList[1].bytes, number(5, 8));
    }

    void tagsTellTypesOfOneSizeApart()
    {
        Facts facts = eventFacts(RingBuffer, false);
        const TypePtr first = record(u"opened"_s, {{u"kind"_s, u64(), {{u"tag"_s, u"1"_s}}}});
        const TypePtr closed = record(u"closed"_s, {{u"kind"_s, u64(), {{u"tag"_s, u"2"_s}}}});
        facts.maps[0].records = {{first, false}, {closed, false}};
        KeepingSink sink;
        Decoder decoder(planOf(facts), sink);
        decoder.take(ringChunk(ringRecord(number(2, 8)) + ringRecord(number(1, 8))));
        QCOMPARE(sink.eventList[0].bytes, number(1, 8)); // batches go view by view
        QCOMPARE(sink.eventList[0].view, 0);
        QCOMPARE(sink.eventList[1].view, 1);
    }

    void sitesMakeLossExact()
    {
        KeepingSink sink;
        Decoder decoder(planOf(eventFacts(RingBuffer, true), 2), sink);
        decoder.take(ringChunk(ringRecord(opened(1, 1)) + ringRecord(opened(1, 1), discardBit)));
        decoder.take(snapshot(2, sites(4, 2), 6000));
        QCOMPARE(sink.losses.size(), 1);
        QCOMPARE(sink.losses[0].count, 2u);
        QCOMPARE(sink.losses[0].place, LossPlace::Kernel);
        decoder.take(ringChunk(ringRecord(opened(1, 1)), 48));
        decoder.take(snapshot(2, sites(6, 3), 7000, true));
        QCOMPARE(sink.losses.size(), 2);
        QCOMPARE(sink.losses[1].count, 1u);
        const EndUpdate end = decoder.finish(123, true);
        QCOMPARE(end.produced.value_or(0), 5u); // 6 attempts, 1 discarded
        QCOMPARE(end.delivered, 2u);
        QCOMPARE(end.lost.value_or(99), 3u);
        QCOMPARE(end.durationNs, 123);
        QCOMPARE(sink.ends.size(), 1);
    }

    void whatVanishesOnTheWayIsTheLinks()
    {
        KeepingSink sink;
        Decoder decoder(planOf(eventFacts(RingBuffer, true), 2), sink);
        decoder.take(ringChunk(ringRecord(opened(1, 1))));
        decoder.take(snapshot(2, sites(10, 0), 6000, true));
        const EndUpdate end = decoder.finish(1, true);
        QCOMPARE(end.produced.value_or(0), 10u);
        QCOMPARE(end.lost.value_or(0), 9u);
        QCOMPARE(sink.losses.size(), 1);
        QCOMPARE(sink.losses[0].place, LossPlace::Link);
        QCOMPARE(sink.losses[0].count, 9u);
    }

    void failedUpdatesAreToldAndAreNoRecords()
    {
        Facts facts = eventFacts(RingBuffer, true);
        facts.maps.append(tableFacts().maps);
        facts.sites.append({1, u"uses"_s, SiteKind::Update});
        facts.sites.append({2, u"hidden"_s, SiteKind::Update});
        const Plan plan = planOf(facts);
        const quint16 counters = plan.streams.last().id;
        KeepingSink sink;
        Decoder decoder(plan, sink);
        decoder.take(ringChunk(ringRecord(opened(1, 1))));
        const auto counts = [](quint32 site, quint64 attempts, quint64 failures) {
            return number(site, 4) + number(attempts, 8) + number(failures, 8);
        };
        decoder.take(snapshot(counters, counts(0, 1, 0) + counts(1, 5, 5) + counts(2, 1, 1), 6000));
        decoder.take(snapshot(counters, counts(0, 1, 0) + counts(1, 7, 7) + counts(2, 1, 1), 7000, true));
        QCOMPARE(sink.losses.size(), 3);
        QCOMPARE(sink.losses[0].view, -1);
        QCOMPARE(sink.losses[0].count, 1u);
        QCOMPARE(sink.losses[1].view, 1);
        QCOMPARE(sink.losses[1].count, 5u);
        QCOMPARE(sink.losses[2].count, 2u);
        for (const LossUpdate &loss : std::as_const(sink.losses))
            QCOMPARE(loss.place, LossPlace::Map);
        const EndUpdate end = decoder.finish(1, true);
        QCOMPARE(end.produced.value_or(0), 1u);
        QCOMPARE(end.lost.value_or(9), 0u);
    }

    void withoutSitesARingTellsNoLoss()
    {
        KeepingSink sink;
        Decoder decoder(planOf(eventFacts(RingBuffer, false)), sink);
        decoder.take(ringChunk(ringRecord(opened(1, 1))));
        const EndUpdate end = decoder.finish(1, true);
        QVERIFY(!end.lost);
        QVERIFY(!end.produced);
        QCOMPARE(end.delivered, 1u);
    }

    void aLostSessionTellsNoSums()
    {
        KeepingSink sink;
        Decoder decoder(planOf(eventFacts(RingBuffer, true), 2), sink);
        decoder.take(snapshot(2, sites(10, 1), 6000));
        const EndUpdate end = decoder.finish(1, false);
        QVERIFY(!end.lost);
        QVERIFY(!end.produced);
        QCOMPARE(decoder.recordsLost(), 1u);
    }

    void withoutStreamsAllIsNothing()
    {
        KeepingSink sink;
        Decoder decoder(planOf(tableFacts()), sink);
        const EndUpdate end = decoder.finish(1, true);
        QCOMPARE(end.produced.value_or(99), 0u);
        QCOMPARE(end.lost.value_or(99), 0u);
    }
};

QTEST_APPLESS_MAIN(DecoderEventsTest)
#include "test_decoder_events.moc"
