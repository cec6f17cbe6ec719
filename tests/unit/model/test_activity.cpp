// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/activity_columns.h"
#include "core/model/decoder.h"
#include "core/model/histogram_history.h"
#include "tests/unit/model/keeping_sink.h"
#include "tests/unit/model/make_chunks.h"
#include "tests/unit/model/make_plans.h"

#include <QTest>

#include <limits>
#include <numeric>

using namespace radiosonde;
using namespace radiosonde::testing;
using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 second = 1'000'000'000;
constexpr qint64 start = 1'700'000'000 * second;
constexpr qint64 width = 1LL << ActivityStore::leastShift;
constexpr qint64 first = (start >> ActivityStore::leastShift << ActivityStore::leastShift) + width;

Plan planWith(const QList<ViewKind> &kinds)
{
    Plan plan;
    plan.startTime = start;
    for (const ViewKind kind : kinds) {
        ViewSpec view;
        view.kind = kind;
        plan.views += view;
    }
    return plan;
}

EventBatch eventsAt(const std::vector<qint64> &times, int view = 0)
{
    EventBatch batch;
    batch.view = view;
    for (const qint64 time : times)
        batch.records.push_back({0, 0, time});
    return batch;
}

TableUpdate rowsAt(qint64 time, qsizetype rows, int view = 0)
{
    TableUpdate update;
    update.view = view;
    update.time = time;
    update.rows = rows;
    return update;
}

quint64 sumOf(const ActivityParts &parts)
{
    return std::accumulate(parts.begin(), parts.end(), quint64(0),
                           [](quint64 sum, const ActivityPart &part) { return sum + part.count; });
}

} // namespace

class ActivityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eventsStandInPartsOfOneWidth()
    {
        ActivityStore store(planWith({ViewKind::Events}));
        QVERIFY(store.hasEvents());
        QCOMPARE(store.measure(), ActivityMeasure::None);
        store.take(eventsAt({first, first + width - 1, first + width, first + 3 * width, first + width + 5}));
        QCOMPARE(store.events(), (ActivityParts{{first, first + width, 2, 0},
                                                {first + width, first + 2 * width, 2, 0},
                                                {first + 3 * width, first + 4 * width, 1, 0}}));
        QCOMPARE(store.extent(), (TimeRange{start, first + 3 * width}));
        store.heard(start + 5 * second);
        QCOMPARE(store.extent(), (TimeRange{start, start + 5 * second}));
    }

    void manyEventsGetCoarserAndStayExact()
    {
        ActivityStore store(planWith({ViewKind::Events}));
        const qint64 count = 100'000;
        for (qint64 i = 0; i < count; ++i)
            store.take(eventsAt({first + i * width, first + i * width + 1}));
        QVERIFY(store.events().size() <= ActivityStore::maximumParts);
        QVERIFY(store.events().size() > ActivityStore::maximumParts / 4);
        QCOMPARE(sumOf(store.events()), quint64(2 * count));
        const qint64 now = 1LL << store.eventShift();
        for (std::size_t i = 0; i < store.events().size(); ++i) {
            const ActivityPart &part = store.events()[i];
            QCOMPARE(part.to - part.from, now);
            QCOMPARE(part.from % now, 0);
            if (i > 0 && i + 1 < store.events().size())
                QCOMPARE(part.count, quint64(2 * now / width));
        }
    }

    void timesThatCantBeAreCountedAside()
    {
        ActivityStore store(planWith({ViewKind::Events}));
        store.take(eventsAt({0, -1, std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::min(),
                             start - 10 * second}));
        QCOMPARE(store.outside(), 4u);
        QCOMPARE(sumOf(store.events()), 1u);
        QCOMPARE(store.extent(), (TimeRange{start - 10 * second, start}));
        store.take(eventsAt({start}, 7)); // no such view
        store.take(eventsAt({start}, -1));
        QCOMPARE(sumOf(store.events()), 1u);
        Plan hostile = planWith({ViewKind::Events, ViewKind::Table});
        hostile.startTime = std::numeric_limits<qint64>::max();
        ActivityStore other(hostile);
        other.take(eventsAt({std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::min()}));
        other.take(rowsAt(std::numeric_limits<qint64>::min(), 3, 1));
        other.hole(std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::max());
        other.take(LossUpdate{.time = std::numeric_limits<qint64>::max(), .count = 1, .since = -5});
        other.heard(std::numeric_limits<qint64>::max());
        QVERIFY(other.extent().from <= other.extent().to);
    }

    void snapshotsCountIntervals()
    {
        ActivityStore store(planWith({ViewKind::Table, ViewKind::Table}));
        QVERIFY(!store.hasEvents());
        QCOMPARE(store.measure(), ActivityMeasure::Rows);
        store.take(rowsAt(start + second, 3));
        store.take(rowsAt(start + 2 * second, 5));
        store.take(rowsAt(start + 2 * second, 9, 1)); // another view: the lane is of the first
        store.take(rowsAt(start + second, 2));        // a clock that steps back is held
        store.take(rowsAt(start + 3 * second, 0));
        QCOMPARE(store.snapshots(),
                 (ActivityParts{{start + second - HistogramHistory::firstIntervalNs, start + second, 3, 1},
                                {start + second, start + 2 * second, 7, 2},
                                {start + 2 * second, start + 3 * second, 0, 1}}));
    }

    void measuresOfOtherViews()
    {
        ActivityStore counted(planWith({ViewKind::Histogram}));
        HistogramUpdate histogram;
        histogram.time = start + second;
        histogram.histograms = {{"a", {9, 9}, {1, 2}}, {"b", {9, 9}, {0, 4}}};
        counted.take(histogram);
        QCOMPARE(counted.measure(), ActivityMeasure::Counted);
        QCOMPARE(counted.snapshots().front().count, 7u);

        ActivityStore stacks(planWith({ViewKind::Stacks}));
        StacksUpdate update;
        update.time = start + second;
        update.stacks.resize(3);
        update.stacks[1].interval = 5;
        stacks.take(update);
        QCOMPARE(stacks.measure(), ActivityMeasure::Stacks);
        QCOMPARE(stacks.snapshots().front().count, 1u);
    }

    // Of a view in total the last update tells all rows: only those that grew count.
    void theLastUpdateTellsUnchangedRowsToo()
    {
        Plan plan = planOf(tableFacts());
        plan.startTime = start;
        plan.views[0].accumulate = Accumulate::Total;
        ActivityStore store(plan);
        TableUpdate update = rowsAt(start + second, 2);
        update.final = true;
        update.keySize = 4;
        update.valueSize = 24;
        update.interval = number(1, 4) + number(0, 8) + number(0, 8) + QByteArray(8, 'x') + number(2, 4) +
                          number(1, 8) + number(0, 8) + QByteArray(8, 'x');
        store.take(update);
        QCOMPARE(store.snapshots().front().count, 1u);
    }

    void nothingReachesOverAHole()
    {
        ActivityStore store(planWith({ViewKind::Table}));
        store.take(rowsAt(start + second, 1));
        store.hole(start + second, 10 * second);
        store.take(rowsAt(start + 11 * second, 2)); // ends where the hole ends
        store.take(rowsAt(start + 12 * second, 4));
        QCOMPARE(store.snapshots().size(), 3u);
        QCOMPARE(store.snapshots()[1], (ActivityPart{start + 11 * second, start + 11 * second, 2, 1}));
        QCOMPARE(store.snapshots()[2], (ActivityPart{start + 11 * second, start + 12 * second, 4, 1}));
        QCOMPARE(store.marks().holes().size(), 1u);
        QCOMPARE(store.extent().to, start + 12 * second);
    }

    void lossesKeepTheirStretchAndTheirSum()
    {
        ActivityStore store(planWith({ViewKind::Events}));
        const quint64 count = 3 * ActivityStore::maximumParts;
        for (quint64 i = 0; i < count; ++i)
            store.take(LossUpdate{.time = start + qint64(i + 1) * second,
                                  .count = i % 7 + 1,
                                  .since = start + qint64(i) * second});
        QVERIFY(store.losses().size() <= ActivityStore::maximumParts);
        quint64 sum = 0;
        for (quint64 i = 0; i < count; ++i)
            sum += i % 7 + 1;
        QCOMPARE(sumOf(store.losses()), sum);
        for (std::size_t i = 1; i < store.losses().size(); ++i)
            QCOMPARE(store.losses()[i].from, store.losses()[i - 1].to);
        ActivityStore moment(planWith({ViewKind::Events}));
        moment.take(LossUpdate{.time = start + second, .count = 5});
        QCOMPARE(moment.losses(), (ActivityParts{{start + second, start + second, 5, 1}}));
    }

    void columnsAreExactAndDoNotFlicker()
    {
        ActivityStore store(planWith({ViewKind::Events}));
        for (qint64 i = 0; i < 1000; ++i)
            store.take(eventsAt({first + i * width}));
        const TimeRange all{first, first + 1000 * width};
        const ActivityParts columns = eventColumns(store, all, 100);
        QVERIFY(columns.size() <= 102);
        QCOMPARE(sumOf(columns), 1000u);
        for (const ActivityPart &column : columns)
            QCOMPARE(column.to - column.from, 16 * width); // 1000 in at most 100: sixteen each
        QCOMPARE(columns[5].count, 16u);
        QCOMPARE(activityRate(columns[5]), 1e9 / double(width));
        // A range that begins elsewhere has the same columns.
        const ActivityParts moved = eventColumns(store, {all.from + 5 * width, all.to}, 100);
        QCOMPARE(moved[3], columns[3]);
        const ActivityParts near = eventColumns(store, {first + 10 * width, first + 19 * width}, 100);
        QCOMPARE(near.front().from, first + 9 * width); // touches the range
        QCOMPARE(near.back().from, first + 19 * width);
        QCOMPARE(activitySum(store.events(), {first, first + 10 * width}), 10u);
    }

    void partsLongerThanAColumnStay()
    {
        ActivityStore store(planWith({ViewKind::Table}));
        for (int i = 1; i <= 8; ++i)
            store.take(rowsAt(start + i * second, i));
        QCOMPARE(joinedParts(store.snapshots(), {start, start + 8 * second}, 100), store.snapshots());
        const ActivityParts few = joinedParts(store.snapshots(), {start, start + 8 * second}, 2);
        QVERIFY(few.size() <= 4);
        QCOMPARE(sumOf(few), 36u);
        QCOMPARE(activityHeight(store, few.front()), double(few.front().count) / few.front().pieces);
        QVERIFY(!isActivityRate(store));
        QCOMPARE(activityRate({start, start, 5, 1}), 0.0);
        QCOMPARE(activityRate({start, start + second / 2, 5, 1}), 10.0);
    }

    void emptyStoresHaveNothing()
    {
        const ActivityStore store(planWith({}));
        QVERIFY(eventColumns(store, {}, 100).empty());
        QVERIFY(joinedParts(store.losses(), {start, start}, 0).empty());
        QCOMPARE(store.extent(), (TimeRange{start, start}));
    }

    // A decoder says since when something was lost.
    void lossesTellTheirBeginning()
    {
        KeepingSink sink;
        Plan plan = planOf(eventFacts(RingBuffer, true));
        plan.startTime = 500;
        plan.target.wallOffset = 0;
        Decoder decoder(plan, sink);
        const auto sites = [](quint64 failures) {
            return number(0, 4) + number(10, 8) + number(failures, 8);
        };
        decoder.take(snapshot(2, sites(1), 6000));
        decoder.take(snapshot(2, sites(1), 7000));
        decoder.take(snapshot(2, sites(4), 8000));
        QCOMPARE(sink.losses.size(), 2);
        QCOMPARE(sink.losses[0].since, 500);
        QCOMPARE(sink.losses[0].time, 6000);
        QCOMPARE(sink.losses[1].since, 7000);
        QCOMPARE(sink.losses[1].time, 8000);

        KeepingSink perfSink;
        Decoder perf(planOf(eventFacts(PerfEventArray, false)), perfSink);
        perf.take(chunk(ChunkKind::Perf, 1, perfLost(1), 1000));
        perf.take(chunk(ChunkKind::Perf, 1, perfLost(2), 3000, 24));
        QCOMPARE(perfSink.losses[0].since, 0); // not known
        QCOMPARE(perfSink.losses[1].since, 1'001'000);
        QCOMPARE(perfSink.losses[1].time, 1'003'000);
    }
};

QTEST_APPLESS_MAIN(ActivityTest)
#include "test_activity.moc"
