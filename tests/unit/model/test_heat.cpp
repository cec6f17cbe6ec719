// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/heat_columns.h"
#include "core/model/heat_scale.h"
#include "core/model/histogram_store.h"

#include <QTest>

#include <random>

using namespace radiosonde;

namespace
{

constexpr qint64 second = 1'000'000'000;

HistogramUpdate updateAt(qint64 time, std::vector<HistogramUpdate::Histogram> histograms)
{
    HistogramUpdate update;
    update.time = time;
    update.histograms = std::move(histograms);
    return update;
}

// Each second one value more than the second before, in slot 2 of "a"; 10 in slot 0 of "b".
HistogramStore growing(int seconds)
{
    HistogramStore store({});
    for (int i = 1; i <= seconds; ++i)
        store.update(updateAt(i * second,
                              {{"b", {10u * quint64(i), 0, 0}, {10, 0, 0}}, {"a", {}, {0, 0, quint64(i)}}}));
    return store;
}

// All at once.
std::vector<HeatColumn> heatColumns(const HistogramHistory &history, const HeatQuery &query)
{
    return HeatColumns().update(history, query);
}

HeatQuery queryOf(TimeRange range, int columns = 1000)
{
    return {range, columns, 3, {}};
}

} // namespace

class HeatTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void intervalsAreKeptExactly()
    {
        const HistogramStore store = growing(3);
        const auto &intervals = store.history().intervals();
        QCOMPARE(intervals.size(), 3u);
        QCOMPARE(intervals[0]->from, second - HistogramHistory::firstIntervalNs);
        QCOMPARE(intervals[1]->from, second);
        QCOMPARE(intervals[1]->to, 2 * second);
        QCOMPARE(intervals[1]->cells.size(), 2u);
        QCOMPARE(intervals[1]->cells[0].count, 10u); // "b" came first: index 0
        QCOMPARE(intervals[1]->cells[1].slot, 2u);
        QCOMPARE(intervals[1]->cells[1].count, 2u);
        QCOMPARE(store.history().countsOf(1, {second, 3 * second}, 3), (std::vector<quint64>{0, 0, 5}));
        const auto counts = store.history().counts({0, 2 * second}, 3, 3);
        QCOMPARE(counts[0], (std::vector<quint64>{20, 0, 0}));
        QCOMPARE(counts[1], (std::vector<quint64>{0, 0, 3}));
        QVERIFY(counts[2].empty());
    }

    void rangesWithoutDataAreEmpty()
    {
        const HistogramStore store = growing(3);
        QCOMPARE(store.history().countsOf(0, {50 * second, 60 * second}, 3), (std::vector<quint64>{0, 0, 0}));
        QCOMPARE(store.history().countsOf(0, {2 * second, second}, 3), (std::vector<quint64>{0, 0, 0}));
        QVERIFY(heatColumns(store.history(), queryOf({50 * second, 60 * second})).empty());
        QVERIFY(heatColumns(HistogramHistory(), queryOf({0, second})).empty());
        QCOMPARE(HistogramHistory().extent(), TimeRange());
    }

    void columnsJoinIntervals()
    {
        const HistogramStore store = growing(10);
        std::vector<HeatColumn> columns = heatColumns(store.history(), queryOf({0, 20 * second}));
        QCOMPARE(columns.size(), 10u);
        QCOMPARE(columns[4].counts, (std::vector<quint64>{10, 0, 5}));
        columns = heatColumns(store.history(), queryOf({0, 20 * second}, 3)); // by fours
        QCOMPARE(columns.size(), 3u);
        QCOMPARE(columns[0].intervals, 4);
        QCOMPARE(columns[0].counts, (std::vector<quint64>{40, 0, 10}));
        QCOMPARE(columns[2].intervals, 2);
        QCOMPARE(columns[2].counts, (std::vector<quint64>{20, 0, 19}));
        HeatQuery onlyA = queryOf({0, 20 * second});
        onlyA.histograms = {false, true};
        QCOMPARE(heatColumns(store.history(), onlyA)[4].counts, (std::vector<quint64>{0, 0, 5}));
    }

    void holesPartColumns()
    {
        HistogramStore store = growing(2);
        store.hole(2 * second, 3 * second);
        store.update(updateAt(6 * second, {{"a", {}, {0, 7, 0}}}));
        const auto columns = heatColumns(store.history(), queryOf({0, 10 * second}, 1));
        QCOMPARE(columns.size(), 2u);
        QCOMPARE(columns[0].to, 2 * second);
        QCOMPARE(columns[1].from, 5 * second);
        QCOMPARE(columns[1].counts, (std::vector<quint64>{0, 7, 0}));
        QCOMPARE(store.marks().holes().size(), 1u);
    }

    void clocksThatStepBackLoseNothing()
    {
        HistogramStore store = growing(3);
        store.update(updateAt(second, {{"a", {}, {1, 0, 0}}})); // back by two seconds
        store.update(updateAt(4 * second, {{"a", {}, {0, 1, 0}}}));
        const auto columns = heatColumns(store.history(), queryOf({0, 10 * second}));
        QCOMPARE(columns.size(), 4u);
        QCOMPARE(columns[2].counts, (std::vector<quint64>{11, 0, 3}));
        QCOMPARE(columns[3].from, 3 * second);
    }

    // Interval by interval, with holes, clocks that step back and a range that moves on: as from scratch.
    void columnsGrow()
    {
        std::mt19937 random(1);
        for (const int most : {1, 7, 1000}) {
            HistogramStore store({});
            HeatColumns columns;
            qint64 time = 0;
            for (int i = 0; i < 300; ++i) {
                time += qint64(random() % 4) * second;
                if (random() % 20 == 0)
                    store.hole(time, qint64(random() % 3) * second);
                store.update(updateAt(time - qint64(random() % 10 == 0) * 2 * second,
                                      {{"a", {}, {random() % 3, 0, 1}}, {"b", {}, {0, random() % 2, 0}}}));
                const qint64 from = i < 150 ? 0 : time - qint64(100 + random() % 3) * second;
                HeatQuery query = queryOf({from, random() % 5 ? time : time - second}, most);
                query.histograms = {true, i > 200};
                const auto wanted = heatColumns(store.history(), query);
                const auto &grown = columns.update(store.history(), query);
                QCOMPARE(grown.size(), wanted.size());
                for (std::size_t column = 0; column < wanted.size(); ++column) {
                    QCOMPARE(grown[column].from, wanted[column].from);
                    QCOMPARE(grown[column].to, wanted[column].to);
                    QCOMPARE(grown[column].intervals, wanted[column].intervals);
                    QCOMPARE(grown[column].counts, wanted[column].counts);
                }
            }
            const HistogramStore other = growing(400); // not what it grew from
            QCOMPARE(columns.update(other.history(), queryOf({0, 500 * second})).size(), 400u);
        }
    }

    void oldestIntervalsGiveWay()
    {
        HistogramHistory history;
        for (qint64 i = 1; i <= qint64(HistogramHistory::maximumIntervals) + 5; ++i)
            history.append(i * second, {});
        QCOMPARE(history.intervals().size(), HistogramHistory::maximumIntervals);
        QCOMPARE(history.dropped(), 5u);
        for (int i = 0; i < 20; ++i) // a million keys in each
            history.append((200'000 + i) * second,
                           std::vector<HistogramInterval::Cell>(1'000'000, {0, 0, 1}));
        QVERIFY(history.intervals().size() <= 4u);
        QCOMPARE(history.extent().to, 200'019 * second);
    }

    void outliersKeepTheirColour()
    {
        QCOMPARE(HeatScale().at(5), 0.0);
        std::vector<quint64> counts(99, 10);
        counts.push_back(1'000'000);
        counts.push_back(0);
        const HeatScale log(HeatScaling::Logarithmic, counts);
        QCOMPARE(log.at(0), 0.0);
        QCOMPARE(log.at(1), HeatScale::faintest);
        QCOMPARE(log.at(1000), HeatScale::faintest + (1 - HeatScale::faintest) / 2);
        QCOMPARE(log.at(1'000'000), 1.0);
        QCOMPARE(log.countAt(1), 1'000'000u);
        QCOMPARE(log.countAt(HeatScale::faintest + (1 - HeatScale::faintest) / 2), 1000u);
        const HeatScale linear(HeatScaling::Linear, counts); // the outlier takes no contrast
        QCOMPARE(linear.top(), 10u);
        QCOMPARE(linear.largest(), 1'000'000u);
        QCOMPARE(linear.at(5), HeatScale::faintest + (1 - HeatScale::faintest) / 2);
        QCOMPARE(linear.at(10), 1.0);
        const HeatScale rank(HeatScaling::Rank, {1, 2, 3, 4});
        QCOMPARE(rank.at(1), HeatScale::faintest + (1 - HeatScale::faintest) / 4);
        QCOMPARE(rank.at(4), 1.0);
        const HeatScale huge(HeatScaling::Logarithmic, {~quint64(0), 1});
        QCOMPARE(huge.at(~quint64(0)), 1.0);
        QCOMPARE(huge.countAt(1), ~quint64(0));
        QVERIFY(huge.at(quint64(1) << 32) > 0.5 && huge.at(quint64(1) << 32) < 0.6);
    }
};

QTEST_APPLESS_MAIN(HeatTest)
#include "test_heat.moc"
