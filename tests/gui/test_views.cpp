// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/event_store.h"
#include "core/model/histogram_store.h"
#include "core/model/table_store.h"
#include "tests/gui/demo_updates.h"
#include "views/axis.h"
#include "views/counter_panel.h"
#include "views/event_model.h"
#include "views/histogram_chart.h"
#include "views/histogram_rows.h"
#include "views/quantity.h"
#include "views/table_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace radiosonde;

namespace
{

QString shown(const QAbstractItemModel &model, int row, int column)
{
    return model.index(row, column).data(Qt::DisplayRole).toString();
}

} // namespace

class TestViews : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tableFollowsItsStore();
    void tableSortsBySeveralColumns();
    void tableFiltersByNames();
    void tableFreezes();
    void tableKeepsSelectedRows();
    void tableCopiesExactValues();
    void eventsGrowAndGiveWay();
    void eventsFilter();
    void eventsFreeze();
    void eventLines();
    void quantities();
    void quantiles();
    void histogramLines();
    void axes();
    void countersOverTime();
};

void TestViews::tableFollowsItsStore()
{
    const Plan plan = demoPlan(u"filetop"_s);
    const Updates updates(u"filetop"_s, 3);
    const auto store = std::make_shared<LiveTable>(plan.views.first());
    TableModel model(store, {});
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.columnCount(), 9); // eight columns and the trend
    for (const TableUpdate &update : updates.tables) {
        store->update(update);
        model.refresh();
        QCOMPARE(model.rowCount(), 13); // fourteen rows of which two share their key
    }
    model.setValues(TableValues::Rate);
    model.setValues(TableValues::Total);
    QCOMPARE(model.rowCount(), 13);
    QCOMPARE(model.headerData(2, Qt::Horizontal, Qt::DisplayRole).toString(), u"reads"_s);
    store->clear();
    model.refresh();
    QCOMPARE(model.rowCount(), 0);
}

void TestViews::tableSortsBySeveralColumns()
{
    const Updates updates(u"filetop"_s, 2);
    const auto store = std::make_shared<LiveTable>(demoPlan(u"filetop"_s).views.first());
    store->update(updates.tables.at(1));
    TableModel model(store, {});
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setSort({{1, Qt::AscendingOrder}, {0, Qt::DescendingOrder}});
    QCOMPARE(shown(model, 0, 1), u"backup"_s);
    QCOMPARE(shown(model, 1, 1), u"bash"_s);
    QCOMPARE(shown(model, 2, 1), u"cc1plus"_s);
    QCOMPARE(shown(model, 2, 0), u"5179"_s);
    QCOMPARE(shown(model, 3, 0), u"5178"_s);
    QCOMPARE(shown(model, 4, 0), u"5177"_s);
    QCOMPARE(model.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(), u"comm ▲1"_s);
    QCOMPARE(model.headerData(0, Qt::Horizontal, Qt::DisplayRole).toString(), u"tid ▼2"_s);
}

void TestViews::tableFiltersByNames()
{
    const Updates updates(u"filetop"_s, 2);
    const auto store = std::make_shared<LiveTable>(demoPlan(u"filetop"_s).views.first());
    store->update(updates.tables.at(1));
    TableModel model(store, {});
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFilter(u"comm:CC1"_s);
    QCOMPARE(model.rowCount(), 3);
    model.setFilter(u"cc1 -vector"_s);
    QCOMPARE(model.rowCount(), 2);
    model.setFilter(u"comm ~ \"^cc1\" and reads > 0"_s); // counters change what passes
    QCOMPARE(model.rowCount(), 3);
    QVERIFY(model.seenValues(1).contains(u"cc1plus"_s));
    model.setFilter(u"nothing has this"_s);
    QCOMPARE(model.rowCount(), 0);
    model.setFilter({});
    QCOMPARE(model.rowCount(), 13);
}

void TestViews::tableFreezes()
{
    const Updates updates(u"filetop"_s, 3);
    const auto store = std::make_shared<LiveTable>(demoPlan(u"filetop"_s).views.first());
    store->update(updates.tables.at(1));
    TableModel model(store, {});
    model.setFrozen(true);
    const QByteArray before = model.textOf({}, RowFormat::Csv);
    store->update(updates.tables.at(2));
    model.refresh();
    QCOMPARE(model.textOf({}, RowFormat::Csv), before);
    model.setFrozen(false);
    QVERIFY(model.textOf({}, RowFormat::Csv) != before);
}

void TestViews::tableKeepsSelectedRows()
{
    const Updates updates(u"filetop"_s, 3);
    const auto store = std::make_shared<LiveTable>(demoPlan(u"filetop"_s).views.first());
    store->update(updates.tables.at(1));
    TableModel model(store, {});
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setSort({{0, Qt::AscendingOrder}});
    const QPersistentModelIndex systemd = model.index(0, 0);
    const QPersistentModelIndex bash = model.index(model.rowCount() - 1, 0);
    QCOMPARE(systemd.data().toString(), u"1"_s);
    QCOMPARE(bash.data().toString(), u"6001"_s);
    model.setSort({{0, Qt::DescendingOrder}});
    QCOMPARE(systemd.row(), model.rowCount() - 1);
    QCOMPARE(systemd.data().toString(), u"1"_s);
    model.setFilter(u"comm:bash"_s);
    QVERIFY(!systemd.isValid());
    QCOMPARE(bash.row(), 0);
    QCOMPARE(bash.data().toString(), u"6001"_s);
}

void TestViews::tableCopiesExactValues()
{
    const Updates updates(u"filetop"_s, 1);
    const auto store = std::make_shared<LiveTable>(demoPlan(u"filetop"_s).views.first());
    store->update(updates.tables.at(0));
    TableModel model(store, {});
    model.setFilter(u"comm:backup"_s);
    // 0.7 + 0.3 sin(11) of 96 reads is 38
    QCOMPARE(model.textOf({}, RowFormat::Csv), "tid,comm,reads,writes,rbytes,wbytes,type,file\n"
                                               "3310,backup,38,0,4980736,0,R,<b>not markup</b>\n"_ba);
    QCOMPARE(model.textOf({0}, RowFormat::Json),
             R"({"tid":3310,"comm":"backup","reads":38,"writes":0,"rbytes":4980736,"wbytes":0,"type":"R",)"
             R"("file":"<b>not markup</b>"})"
             "\n"_ba);
    QVERIFY(model.textOf({}, RowFormat::Text).contains("4.8 MiB") ||
            model.textOf({}, RowFormat::Text).contains("4.75 MiB"));
}

void TestViews::eventsGrowAndGiveWay()
{
    const Updates updates(u"opensnoop"_s, 100);
    EventStore store(demoPlan(u"opensnoop"_s).views.first(), EventLimits{4 << 20, {}, 0});
    EventModel model(store, {});
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (const EventBatch &batch : updates.batches) {
        for (int repeat = 0; repeat < 20; ++repeat)
            store.append(batch);
        model.refresh();
        QCOMPARE(qint64(model.rowCount()), store.count());
        QCOMPARE(model.numberOf(0), store.first());
    }
    QCOMPARE(store.end(), 80'000);
    QVERIFY(store.dropped() > 0);
    QVERIFY(!shown(model, 0, 5).isEmpty());
}

void TestViews::eventsFilter()
{
    const Updates updates(u"opensnoop"_s, 10);
    EventStore store(demoPlan(u"opensnoop"_s).views.first());
    EventModel model(store, {});
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (const EventBatch &batch : updates.batches)
        store.append(batch);
    model.setFilter(u"comm:git"_s);
    QTRY_VERIFY(!model.filtering());
    int expected = 0;
    for (int interval = 0; interval < 10; ++interval) {
        for (int i = 0; i < 40; ++i)
            expected += (i * 7 + interval) % 9 == 2 || (i * 7 + interval) % 9 == 3;
    }
    QCOMPARE(model.rowCount(), expected);
    QCOMPARE(shown(model, 0, 2), u"git"_s);
    store.append(updates.batches.front());
    model.refresh();
    QVERIFY(model.rowCount() > expected);
    model.setFilter({});
    QCOMPARE(model.rowCount(), 440);
}

void TestViews::eventsFreeze()
{
    const Updates updates(u"opensnoop"_s, 2);
    EventStore store(demoPlan(u"opensnoop"_s).views.first());
    EventModel model(store, {});
    store.append(updates.batches.at(0));
    model.refresh();
    model.setFrozen(true);
    store.append(updates.batches.at(1));
    model.refresh();
    QCOMPARE(model.rowCount(), 40);
    model.setFrozen(false);
    QCOMPARE(model.rowCount(), 80);
}

void TestViews::eventLines()
{
    const Updates updates(u"opensnoop"_s, 1);
    EventStore store(demoPlan(u"opensnoop"_s).views.first());
    store.append(updates.batches.at(0));
    const EventModel model(store, {});
    QByteArray out = model.header(RowFormat::Csv);
    model.appendLine(out, 0, RowFormat::Csv);
    QCOMPARE(out, "time,pid,comm,ret,flags,path\n1763640000000000000,4000,sshd,5,2,/etc/passwd\n"_ba);
    out.clear();
    model.appendLine(out, 0, RowFormat::Json);
    QCOMPARE(out, "{\"time\":1763640000000000000,\"pid\":4000,\"comm\":\"sshd\",\"ret\":5,\"flags\":2,"
                  "\"path\":\"/etc/passwd\"}\n"_ba);
}

void TestViews::quantities()
{
    QCOMPARE(shortNumber(0), u"0"_s);
    QCOMPARE(shortNumber(999), u"999"_s);
    QCOMPARE(shortNumber(12'400), u"12.4 k"_s);
    QCOMPARE(shortNumber(3'000'000), u"3 M"_s);
    QCOMPARE(shortQuantity(1024, u"us"_s), u"1.02 ms"_s);
    QCOMPARE(shortQuantity(512, u"ns"_s), u"512 ns"_s);
    QCOMPARE(shortQuantity(4096, u"bytes"_s), u"4 KiB"_s);
    QCOMPARE(shortQuantity(7, u"pages"_s), u"7 pages"_s);
}

void TestViews::quantiles()
{
    const std::vector<quint64> counts{0, 50, 40, 9, 1};
    QCOMPARE(quantileSlot(counts, 0.5), 1);
    QCOMPARE(quantileSlot(counts, 0.9), 2);
    QCOMPARE(quantileSlot(counts, 0.99), 3);
    QCOMPARE(quantileSlot(counts, 1.0), 4);
    QCOMPARE(quantileSlot({0, 0}, 0.5), -1);
}

void TestViews::axes()
{
    QCOMPARE(axisTicks(0, 100, 5, {}), QList<double>({0, 20, 40, 60, 80, 100}));
    QCOMPARE(axisTicks(-3, 3, 3, {}), QList<double>({-2, 0, 2}));
    QCOMPARE(axisTicks(0, 5000, 4, u"bytes"_s), QList<double>({0, 2048, 4096}));
    QCOMPARE(axisTicks(5, 5, 4, {}), QList<double>());
    QCOMPARE(logTicks(1, 1000, 9, {}), QList<double>({1, 10, 100, 1000}));
    QCOMPARE(logTicks(0, 10, 9, {}), QList<double>());
    constexpr qint64 second = 1'000'000'000;
    QCOMPARE(timeTicks(3 * second, 9 * second, 3), QList<qint64>({4 * second, 6 * second, 8 * second}));
    QCOMPARE(timeTicks(0, second / 10, 2), QList<qint64>({0, second / 20, second / 10}));
    QCOMPARE(timeTicks(7, 7, 3), QList<qint64>());
}

// A point a second, 100 hits in each but in the hole.
void TestViews::countersOverTime()
{
    ViewSpec view;
    view.title = u"Cache"_s;
    view.kind = ViewKind::Counters;
    for (const QString &name : {u"hits"_s, u"read_bytes"_s}) {
        Column column;
        column.name = column.title = name;
        column.unit = name == u"hits"_s ? QString() : u"bytes"_s;
        auto type = std::make_shared<Type>();
        type->kind = TypeKind::Unsigned;
        type->size = 8;
        column.type = type;
        column.counter = true;
        column.offset = view.columns.isEmpty() ? 0 : 8;
        view.columns += column;
    }
    CounterStore store(view);
    CounterPanel panel(store);
    panel.resize(700, 400);
    panel.refresh(); // without a point
    QVERIFY(!panel.grab().isNull());
    constexpr qint64 second = 1'000'000'000;
    for (int i = 0; i <= 10; ++i) {
        TableUpdate update;
        update.time = (1000 + i) * second;
        update.intervalNs = i == 0 ? 0 : second;
        update.valueSize = 16;
        update.rows = 1;
        for (QByteArray *row : {&update.interval, &update.total}) {
            const quint64 values[] = {100, quint64(i) * 4096};
            row->append(reinterpret_cast<const char *>(values), 16);
        }
        store.update(update);
        if (i == 5)
            store.marks().addHole((1000 + i) * second, second / 2);
    }
    store.marks().addLoss(1008 * second, 17);
    panel.refresh();
    QVERIFY(!panel.grab().isNull());
    const std::vector<SeriesPoint> hits = counterSeries(store, 0, CounterValues::Rate);
    QCOMPARE(hits.size(), 10u); // the first has no interval
    QCOMPARE(hits.front().value, 100.0);
    QVERIFY(hits[5].afterHole && !hits[4].afterHole && !hits[6].afterHole);
    const SeriesSummary bytes =
        summarize(counterSeries(store, 1, CounterValues::Rate), 1002 * second, 1004 * second);
    QCOMPARE(bytes.points, 3);
    QCOMPARE(bytes.least, 8192.0);
    QCOMPARE(bytes.most, 16384.0);
    QCOMPARE(bytes.average, 12288.0);
    panel.chart().setRange(TimeRange{1002 * second, 1003 * second});
    QByteArray csv;
    panel.rows(RowFormat::Csv)->next(csv, 100);
    QCOMPARE(csv, QByteArray("time,hits,read_bytes\n1002000000000,100,8192\n1003000000000,100,12288\n"));
    QByteArray json;
    panel.rows(RowFormat::Json)->next(json, 1);
    QCOMPARE(json, QByteArray("{\"time\":1002000000000,\"hits\":100,\"read_bytes\":8192}\n"));
}

void TestViews::histogramLines()
{
    ViewSpec view = demoPlan(u"biolatency"_s).views.first();
    QByteArray out;
    appendHistogramHeader(out, RowFormat::Csv);
    appendHistogram(out, view, {}, {3, 0, 5}, RowFormat::Csv, {});
    QCOMPARE(out, "key,low,high,count\n,0,2,3\n,4,8,5\n"_ba);
    out.clear();
    appendHistogram(out, view, {}, {3, 0, 5}, RowFormat::Json, {});
    QCOMPARE(out, "{\"key\":{},\"unit\":\"us\",\"buckets\":[{\"low\":0,\"high\":2,\"count\":3},"
                  "{\"low\":4,\"high\":8,\"count\":5}]}\n"_ba);
}

QTEST_MAIN(TestViews)
#include "test_views.moc"
