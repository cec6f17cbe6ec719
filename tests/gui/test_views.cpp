// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/event_store.h"
#include "core/model/histogram_store.h"
#include "core/model/table_store.h"
#include "tests/gui/demo_run.h"
#include "tests/gui/view_samples.h"
#include "views/axis.h"
#include "views/counter_panel.h"
#include "views/event_panel.h"
#include "views/grid_view.h"
#include "views/heat_map.h"
#include "views/heat_rows.h"
#include "views/histogram_chart.h"
#include "views/histogram_panel.h"
#include "views/histogram_rows.h"
#include "views/picture.h"
#include "views/quantity.h"
#include "views/selection_bar.h"
#include "views/table_panel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <QXmlStreamReader>

#include <cmath>
#include <numeric>

using namespace Qt::StringLiterals;
using namespace radiosonde;

namespace
{

// Keeps the updates of one demo probe.
struct Updates : DataSink
{
    std::vector<EventBatch> batches;
    std::vector<TableUpdate> tables;
    std::vector<HistogramUpdate> histograms;

    Updates(const QString &probe, int intervals) { feedDemo(demoPlan(probe), *this, intervals); }
    void begin(const Plan &) override {}
    void events(const EventBatch &batch) override { batches.push_back(batch); }
    void table(const TableUpdate &update) override { tables.push_back(update); }
    void histogram(const HistogramUpdate &update) override { histograms.push_back(update); }
    void stacks(const StacksUpdate &) override {}
    void loss(const LossUpdate &) override {}
    void hole(qint64, qint64) override {}
    void end(const EndUpdate &) override {}
};

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
    void heatMapTellsExactNumbers();
    void heatMapRangeIsShownBelow();
    void histogramsOverEachOther();
    void tablePinsAndGroups();
    void tableTellsOfARow();
    void selectionReachesAllViews();
    void picturesAsSvg();
    void hostileNamesAreShownSanely();
};

void TestViews::tableFollowsItsStore()
{
    const Plan plan = demoPlan(u"filetop"_s);
    const Updates updates(u"filetop"_s, 3);
    TableStore store(plan.views.first());
    TableModel model(store, {});
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.columnCount(), 9); // eight columns and the trend
    for (const TableUpdate &update : updates.tables) {
        store.update(update);
        model.refresh();
        QCOMPARE(model.rowCount(), 13); // fourteen rows of which two share their key
    }
    model.setValues(TableValues::Rate);
    model.setValues(TableValues::Total);
    QCOMPARE(model.rowCount(), 13);
    QCOMPARE(model.headerData(2, Qt::Horizontal, Qt::DisplayRole).toString(), u"reads"_s);
    store.clear();
    model.refresh();
    QCOMPARE(model.rowCount(), 0);
}

void TestViews::tableSortsBySeveralColumns()
{
    const Updates updates(u"filetop"_s, 2);
    TableStore store(demoPlan(u"filetop"_s).views.first());
    store.update(updates.tables.at(1));
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
    TableStore store(demoPlan(u"filetop"_s).views.first());
    store.update(updates.tables.at(1));
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
    TableStore store(demoPlan(u"filetop"_s).views.first());
    store.update(updates.tables.at(1));
    TableModel model(store, {});
    model.setFrozen(true);
    const QByteArray before = model.textOf({}, RowFormat::Csv);
    store.update(updates.tables.at(2));
    model.refresh();
    QCOMPARE(model.textOf({}, RowFormat::Csv), before);
    model.setFrozen(false);
    QVERIFY(model.textOf({}, RowFormat::Csv) != before);
}

void TestViews::tableKeepsSelectedRows()
{
    const Updates updates(u"filetop"_s, 3);
    TableStore store(demoPlan(u"filetop"_s).views.first());
    store.update(updates.tables.at(1));
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
    TableStore store(demoPlan(u"filetop"_s).views.first());
    store.update(updates.tables.at(0));
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
    EventStore store(demoPlan(u"opensnoop"_s).views.first(), 4 << 20);
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

namespace
{

HistogramStore latencyStore(int seconds)
{
    HistogramStore store(latencySample());
    for (int i = 0; i < seconds; ++i)
        store.update(latencySampleAt(i));
    return store;
}

} // namespace

void TestViews::heatMapTellsExactNumbers()
{
    HistogramStore store = latencyStore(21);
    HeatMap map(store.view().histogram);
    map.resize(700, 300);
    QVERIFY(!map.grab().isNull()); // without data
    map.setData(store, {false, true, false});
    QVERIFY(!map.grab().isNull());
    QCOMPARE(map.columns().size(), 21u);
    QStringList texts;
    for (double y = 0; y < 300; y += 2)
        texts += map.textAt(QPointF(map.width() - 110, y)); // in the last second
    // slot 20 of the second disk has one value then, and no other has been that slow
    const quint64 total = [] {
        const std::vector<quint64> counts = latencySampleAt(20).histograms[1].difference;
        return std::accumulate(counts.begin(), counts.end(), quint64(0));
    }();
    const QString wanted = u"1.05 s to 2.1 s\nCount 1, %1 % of the %L2 in this time"_s
                               .arg(QString::number(100.0 / double(total), 'f', 1))
                               .arg(total);
    QVERIFY2(
        std::any_of(texts.begin(), texts.end(), [&](const QString &text) { return text.endsWith(wanted); }),
        qPrintable(texts.join(u'|')));
    QCOMPARE(map.textAt(QPointF(1, 1)), QString());
}

void TestViews::heatMapRangeIsShownBelow()
{
    constexpr qint64 second = 1'000'000'000;
    const HistogramStore store = latencyStore(30);
    HistogramPanel panel(store, {});
    panel.resize(900, 700);
    QVERIFY(!panel.grab().isNull());
    panel.setRange(TimeRange{sampleStart + 9 * second, sampleStart + 10 * second});
    QByteArray csv;
    panel.rows(RowFormat::Csv)->next(csv, 1000);
    quint64 sum = 0;
    for (const QByteArray &line : csv.split('\n').sliced(1))
        sum += line.isEmpty() ? 0 : line.split(',').last().toULongLong();
    quint64 wanted = 0;
    for (const HistogramUpdate::Histogram &histogram : latencySampleAt(10).histograms)
        wanted += std::accumulate(histogram.difference.begin(), histogram.difference.end(), quint64(0));
    QCOMPARE(sum, wanted);
    QSignalSpy documents(&panel, &ViewPanel::documentRequested);
    HeatRows rows{store.view(), {}, store.history(), {}, panel.heatMap().range(), {}};
    for (qsizetype i = 0; i < store.count(); ++i)
        rows.keys += store.at(i).key;
    QVERIFY(
        rows.text(RowFormat::Csv)
            .startsWith("from,to,key,low,high,count\n1763640009000000000,1763640010000000000,nvme0n1,8,16,"));
    QVERIFY(
        rows.text(RowFormat::Json)
            .startsWith(
                R"({"from":1763640009000000000,"to":1763640010000000000,"key":{"disk":"nvme0n1"},"unit":"us",)"));
    panel.setRange({});
    csv.clear();
    panel.rows(RowFormat::Csv)->next(csv, 1000);
    QVERIFY(csv.size() > 100);
}

void TestViews::histogramsOverEachOther()
{
    const HistogramStore store = latencyStore(5);
    HistogramPanel panel(store, {});
    panel.resize(900, 700);
    panel.setHeatMapShown(false);
    panel.setOverlaid(true);
    QCOMPARE(panel.findChildren<HistogramChart *>().size(), 1);
    QVERIFY(!panel.grab().isNull());
    panel.setOverlaid(false);
    QCOMPARE(panel.findChildren<HistogramChart *>().size(), 3);
}

void TestViews::tablePinsAndGroups()
{
    TableStore store(threadsSample());
    TableModel model(store, {});
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int second = 0; second <= 60; ++second) {
        store.update(threadsSampleAt(second));
        model.refresh();
    }
    QCOMPARE(model.rowCount(), 11); // ten and the one that has just gone
    model.setSort({{0, Qt::AscendingOrder}});
    QCOMPARE(shown(model, 0, 0), u"931"_s);
    const auto stateOf = [&](const QString &tid) {
        for (int row = 0; row < model.rowCount(); ++row) {
            if (shown(model, row, 0) == tid)
                return model.line(row).state;
        }
        return TableLine::State::Known;
    };
    QCOMPARE(stateOf(u"5177"_s), TableLine::State::Gone);
    QCOMPARE(stateOf(u"5178"_s), TableLine::State::New);
    model.togglePins({model.rowCount() - 1});
    QCOMPARE(shown(model, 0, 0), u"5178"_s);
    QVERIFY(model.index(0, 0).data(PinnedRole).toBool());
    QCOMPARE(model.conditionAt(model.index(0, 1)), u"comm = cc1plus"_s);
    model.setGroup(1);
    model.setSort({{1, Qt::AscendingOrder}});
    QCOMPARE(model.rowCount(), 7);
    QCOMPARE(shown(model, 4, 1), u"postgres  (3)"_s);
    QCOMPARE(shown(model, 4, 0), QString()); // different threads
    QVERIFY(model.textOf({4}, RowFormat::Csv).contains(",postgres,"));
    model.setGroup(-1);
    QCOMPARE(shown(model, 0, 0), u"5178"_s); // its pin was kept
    store.clear();
    model.refresh();
    QCOMPARE(model.rowCount(), 0);
}

void TestViews::tableTellsOfARow()
{
    TableStore store(threadsSample());
    for (int second = 0; second <= 10; ++second)
        store.update(threadsSampleAt(second));
    TablePanel panel(store, {});
    panel.resize(800, 600);
    panel.setDetailShown(true);
    panel.grid().setCurrentIndex(panel.model().index(0, 0));
    QVERIFY(!panel.grab().isNull());
    panel.setRange(TimeRange{sampleStart, sampleStart + 2'000'000'000});
    QCOMPARE(panel.model().values(), TableValues::Range);
    QByteArray csv;
    panel.rows(RowFormat::Csv)->next(csv, 2);
    const quint64 wanted = [] {
        quint64 reads = 0;
        for (int second = 1; second <= 2; ++second)
            reads += quint64(1840 * (0.7 + 0.3 * std::sin(second * 0.4 + 4211)));
        return reads;
    }();
    QCOMPARE(csv.split('\n').at(1),
             "4211,postgres," + QByteArray::number(wanted) + ',' + QByteArray::number(wanted * 4096));
    panel.setRange({});
    QCOMPARE(panel.model().values(), TableValues::Interval);
}

void TestViews::selectionReachesAllViews()
{
    constexpr qint64 second = 1'000'000'000;
    TableStore threads(threadsSample());
    for (int i = 0; i <= 10; ++i)
        threads.update(threadsSampleAt(i));
    TablePanel table(threads, {});
    const Updates updates(u"opensnoop"_s, 10);
    EventStore store(demoPlan(u"opensnoop"_s).views.first());
    for (const EventBatch &batch : updates.batches)
        store.append(batch);
    EventPanel events(store, {});
    const HistogramStore latencies = latencyStore(10);
    HistogramPanel histograms(latencies, {});
    const ViewSelection selection{TimeRange{sampleStart + 2 * second, sampleStart + 4 * second - 1},
                                  {u"comm = postgres"_s, u"disk = sda"_s}};
    for (ViewPanel *panel : {static_cast<ViewPanel *>(&table), static_cast<ViewPanel *>(&events),
                             static_cast<ViewPanel *>(&histograms)})
        panel->setSelection(selection);
    QCOMPARE(table.model().rowCount(), 3);
    QTRY_VERIFY(!events.model().filtering());
    QCOMPARE(events.model().rowCount(), 0); // no postgres there
    QByteArray csv;
    histograms.rows(RowFormat::Csv)->next(csv, 1000);
    QVERIFY(csv.contains("sda,") && !csv.contains("nvme0n1"));
    events.setSelection({});
    QCOMPARE(events.model().rowCount(), 400);
}

void TestViews::picturesAsSvg()
{
    TableStore threads(threadsSample());
    threads.update(threadsSampleAt(40));
    TablePanel table(threads, {});
    const HistogramStore latencies = latencyStore(10);
    HistogramPanel histograms(latencies, {});
    for (ViewPanel *panel : {static_cast<ViewPanel *>(&table), static_cast<ViewPanel *>(&histograms)}) {
        panel->resize(800, 600);
        panel->grab();
        const QByteArray svg = svgOf(*panel->picture(), u"<title>"_s);
        QXmlStreamReader reader(svg);
        QString text;
        while (!reader.atEnd()) {
            if (reader.readNext() == QXmlStreamReader::Characters)
                text += reader.text();
        }
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        QVERIFY(text.contains(panel == &table ? u"<b>backup</b>"_s : u"nvme0n1"_s));
    }
}

// Names of 4 KiB with control characters and right-to-left text.
void TestViews::hostileNamesAreShownSanely()
{
    const QByteArray name = QByteArray("\x1b[31m<i>\n\xd7\xa9\xe2\x80\xae").leftJustified(4096, 'x');
    ViewSpec view = latencySample();
    view.columns[0].type = std::make_shared<Type>(
        Type{.kind = TypeKind::Array, .size = 4096, .count = 4096, .element = view.columns[0].type->element});
    HistogramStore store(view);
    HistogramUpdate update;
    update.time = sampleStart;
    for (const QByteArray &key : {name, QByteArray(4096, '\0')}) {
        HistogramUpdate::Histogram histogram{key, std::vector<quint64>(27, 1), std::vector<quint64>(27, 1)};
        update.histograms.push_back(histogram);
    }
    store.update(update);
    HistogramPanel panel(store, {});
    panel.resize(700, 500);
    panel.setOverlaid(true);
    QVERIFY(!panel.grab().isNull());
    QVERIFY2(panel.minimumSizeHint().width() < 1200, "a long name widens the window");
    QXmlStreamReader reader(svgOf(*panel.picture(), view.title));
    while (!reader.atEnd())
        reader.readNext();
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    SelectionHistory history;
    history.change({{}, {u"disk = \"%1\""_s.arg(QString::fromUtf8(name))}});
    SelectionBar bar;
    bar.setHistory(history);
    QVERIFY(bar.chips().first().size() < 60);
    QVERIFY(!bar.chips().first().contains(QChar(0x202e)) && !bar.chips().first().contains(QChar(0x1b)));
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
