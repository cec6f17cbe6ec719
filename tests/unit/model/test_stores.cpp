// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/event_store.h"
#include "core/model/histogram_store.h"
#include "core/model/table_store.h"
#include "tests/unit/model/make_chunks.h"
#include "tests/unit/model/make_plans.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace radiosonde;
using namespace radiosonde::testing;
using namespace Qt::StringLiterals;

namespace
{

TableUpdate tableUpdate(quint32 key, quint64 difference, quint64 total)
{
    TableUpdate update;
    update.time = 7;
    update.intervalNs = 500'000'000;
    update.keySize = 4;
    update.valueSize = 24;
    update.rows = 1;
    update.interval = number(key, 4) + number(difference, 8) + QByteArray(16, '\0');
    update.total = number(key, 4) + number(total, 8) + QByteArray(16, '\0');
    return update;
}

EventBatch batchOf(int records, quint32 length)
{
    EventBatch batch;
    for (int i = 0; i < records; ++i) {
        batch.records.push_back({static_cast<quint32>(batch.bytes.size()), length, i});
        batch.bytes.append(qsizetype(length), static_cast<char>(i));
    }
    return batch;
}

} // namespace

class StoresTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tablesKeepRowsByKey()
    {
        const ViewSpec view = planOf(tableFacts()).views[0];
        TableStore store(view);
        store.update(tableUpdate(1, 10, 10));
        store.update(tableUpdate(2, 4, 4));
        store.update(tableUpdate(1, 5, 15));
        QCOMPARE(store.rowCount(), 2);
        QVERIFY(store.active(0));
        QVERIFY(!store.active(1));
        QCOMPARE(store.rate(0, view.columns[1]), 10.0);
        QCOMPARE(store.rate(1, view.columns[1]), 0.0);
        QCOMPARE(store.cell(0, view.columns[1], TableStore::Values::Total).first(8),
                 QByteArrayView(number(15, 8)));
        QCOMPARE(store.trend(0), (std::vector<double>{10, 0, 5}));
        QCOMPARE(store.trend(1), (std::vector<double>{0, 4, 0}));
        TableUpdate gone;
        gone.keySize = 4;
        gone.valueSize = 24;
        gone.removed = number(2, 4);
        store.update(gone);
        QVERIFY(store.removed(1));
        store.clear();
        QCOMPARE(store.rowCount(), 0);
    }

    void historyIsBounded()
    {
        TableStore store(planOf(tableFacts()).views[0]);
        for (quint64 i = 1; i <= 100; ++i)
            store.update(tableUpdate(1, i, i));
        const std::vector<double> trend = store.trend(0);
        QCOMPARE(trend.size(), std::size_t(TableStore::trendLength));
        QCOMPARE(trend.front(), 41.0);
        QCOMPARE(trend.back(), 100.0);
    }

    void eventsKeepTheirNumbers()
    {
        EventStore store({});
        store.append(batchOf(10, 8));
        store.append(batchOf(10, 8));
        QCOMPARE(store.count(), 20);
        QCOMPARE(store.record(13), QByteArrayView(QByteArray(8, '\3')));
        QCOMPARE(store.time(13), 3);
        EventBatch hostile = batchOf(1, 8);
        hostile.records[0].offset = 4;
        store.append(hostile);
        QCOMPARE(store.count(), 20);
    }

    void oldestEventsGiveWay()
    {
        EventStore store({}, EventLimits{4 << 20, {}, 0});
        for (int i = 0; i < 100; ++i)
            store.append(batchOf(100, 1000));
        QCOMPARE(store.end(), 10'000);
        QVERIFY(store.dropped() > 0);
        QVERIFY(store.memoryBytes() <= 4 << 20);
        QCOMPARE(store.count(), store.end() - store.first());
        QCOMPARE(store.time(store.first()), store.first() % 100);
        QCOMPARE(store.time(9'999), 99);
    }

    void oldEventsGoToTheDisk()
    {
        const QTemporaryDir folder;
        EventStore store({}, {4 << 20, folder.path(), 1 << 30});
        for (int i = 0; i < 400; ++i) {
            store.append(batchOf(100, 1000));
            store.hole(i, 7 + i);
        }
        // The disk is written by a thread: what it has done is taken over by the next call.
        QTRY_VERIFY((store.append({}), store.memoryBytes() <= 4 << 20));
        QCOMPARE(store.dropped(), 0);
        QCOMPARE(store.count(), 400 * 101);
        QCOMPARE(store.holes(), 400);
        QVERIFY(store.diskBytes() > 30 << 20);
        for (qint64 number = 0; number < store.end(); ++number) {
            const qint64 part = number % 101;
            QCOMPARE(store.time(number), part == 100 ? number / 101 : part);
            QCOMPARE(store.holeAt(number), part == 100 ? std::optional(7 + number / 101) : std::nullopt);
            QCOMPARE(store.record(number),
                     QByteArrayView(part == 100 ? QByteArray() : QByteArray(1000, char(part))));
        }
        QVERIFY(QDir(folder.path()).isEmpty()); // the file has no name
    }

    void aFullDiskIsToldAndOldEventsGiveWay()
    {
        EventStore store({}, {2 << 20, u"/proc/no such folder"_s, 1 << 30, 4 << 20});
        for (int i = 0; i < 100; ++i)
            store.append(batchOf(100, 1000));
        QTRY_VERIFY((store.append({}), store.diskError()));
        for (int i = 0; i < 100; ++i)
            store.append(batchOf(100, 1000));
        QVERIFY(store.memoryBytes() <= 2 << 20);
        QVERIFY(store.dropped() > 0);
        QCOMPARE(store.end(), 20'000);
        QCOMPARE(store.time(19'999), 99);
    }

    void blocksOutliveTheStore()
    {
        const QTemporaryDir folder;
        std::vector<EventBlock> blocks;
        {
            EventStore store({}, {1 << 20, folder.path(), 1 << 30});
            for (int i = 0; i < 100; ++i)
                store.append(batchOf(100, 1000));
            QTRY_VERIFY((store.append({}), store.diskBytes() > 7 << 20));
            blocks = store.blocksFrom(0);
        }
        QVERIFY(blocks.size() > 5);
        qint64 next = 0;
        for (const EventBlock &block : blocks) {
            QCOMPARE(block.first(), next);
            for (; next < block.end(); ++next)
                QCOMPARE(block.record(next), QByteArrayView(QByteArray(1000, char(next % 100))));
        }
    }

    void timesFindTheirEvents()
    {
        EventStore store({});
        EventBatch batch = batchOf(100, 8);
        for (EventBatch::Record &record : batch.records)
            record.time *= 10;
        store.append(batch);
        QCOMPARE(store.numberAt(-5), 0);
        QCOMPARE(store.numberAt(500), 50);
        QCOMPARE(store.numberAt(501), 51);
        QCOMPARE(store.numberAt(5000), 100);
    }

    void bucketsAreThoseOfLog2l()
    {
        HistogramSpec spec;
        QCOMPARE(bucketOf(spec, 0), (Bucket{0, 2}));
        QCOMPARE(bucketOf(spec, 1), (Bucket{2, 4}));
        QCOMPARE(bucketOf(spec, 10), (Bucket{1024, 2048}));
        QCOMPARE(bucketOf(spec, 63), (Bucket{quint64(1) << 63, ~quint64(0)}));
        spec.scale = Scale::Linear;
        spec.step = 5;
        QCOMPARE(bucketOf(spec, 2), (Bucket{10, 15}));
    }

    void histogramsKeepTheirKeys()
    {
        HistogramStore store({});
        HistogramUpdate update;
        update.histograms = {{"a", {1, 2}, {1, 2}}, {"b", {3}, {3}}};
        store.update(update);
        update.histograms = {{"b", {4}, {1}}};
        store.update(update);
        QCOMPARE(store.count(), 2);
        QVERIFY(store.at(0).interval.empty());
        QCOMPARE(store.at(1).total, (std::vector<quint64>{4}));
        QCOMPARE(store.at(1).interval, (std::vector<quint64>{1}));
    }
};

QTEST_APPLESS_MAIN(StoresTest)
#include "test_stores.moc"
