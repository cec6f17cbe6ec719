// SPDX-License-Identifier: GPL-3.0-or-later
// Views with their controls: heat maps, groups and details of tables, one selection for several, pictures.
#include "core/layout/scalar.h"
#include "tests/gui/demo_updates.h"
#include "tests/gui/view_samples.h"
#include "views/event_panel.h"
#include "views/grid_view.h"
#include "views/heat_map.h"
#include "views/heat_rows.h"
#include "views/histogram_chart.h"
#include "views/histogram_panel.h"
#include "views/picture.h"
#include "views/selection_bar.h"
#include "views/table_panel.h"

#include <QAbstractItemModelTester>
#include <QTest>
#include <QXmlStreamReader>

#include <cmath>
#include <numeric>

using namespace Qt::StringLiterals;
using namespace radiosonde;

namespace
{

HistogramStore latencyStore(int seconds)
{
    HistogramStore store(latencySample());
    for (int i = 0; i < seconds; ++i)
        store.update(latencySampleAt(i));
    return store;
}

QString shown(const QAbstractItemModel &model, int row, int column)
{
    return model.index(row, column).data(Qt::DisplayRole).toString();
}

} // namespace

class TestPanels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void heatMapTellsExactNumbers();
    void heatMapRangeIsShownBelow();
    void histogramsOverEachOther();
    void tablePinsAndGroups();
    void largeTablesKeepTheirSelection();
    void tableTellsOfARow();
    void selectionReachesAllViews();
    void picturesAsSvg();
    void hostileNamesAreShownSanely();
};

void TestPanels::heatMapTellsExactNumbers()
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

void TestPanels::heatMapRangeIsShownBelow()
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

void TestPanels::histogramsOverEachOther()
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

void TestPanels::tablePinsAndGroups()
{
    const auto store = std::make_shared<LiveTable>(threadsSample());
    TableModel model(store, {});
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int second = 0; second <= 60; ++second) {
        store->update(threadsSampleAt(second));
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
    store->clear();
    model.refresh();
    QCOMPARE(model.rowCount(), 0);
}

// So many that they are ordered on another thread.
void TestPanels::largeTablesKeepTheirSelection()
{
    constexpr int count = 3 * int(TableWorker::rowsAtOnce);
    const auto table = std::make_shared<LiveTable>(threadsSample());
    TableModel model(table, {});
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto update = [&](int second, quint64 factor) {
        TableUpdate made = threadsSampleAt(second);
        const qsizetype size = qsizetype(made.keySize) + made.valueSize;
        const QByteArray row = made.interval.first(size);
        made.interval.clear();
        for (quint32 i = 0; i < quint32(count); ++i) {
            QByteArray next = row;
            storeUnsigned(next.data(), i + 1, 4);
            storeUnsigned(next.data() + made.keySize + table->view().columns.at(2).offset,
                          i * factor % 32'003, 8);
            made.interval += next;
        }
        made.total = made.interval;
        made.rows = count;
        made.removed.clear();
        return made;
    };
    table->update(update(1, 1));
    model.refresh();
    QVERIFY(model.isBusy());
    QTRY_COMPARE(model.rowCount(), count);
    QCOMPARE(shown(model, 0, 0), QString::number(count)); // the most reads
    const QPersistentModelIndex last = model.index(count - 1, 0);
    QCOMPARE(last.data().toString(), u"1"_s);
    model.togglePins({count - 1});
    model.setSort({{0, Qt::DescendingOrder}}); // while the pins are on their way
    QTRY_VERIFY(!model.isBusy());
    QCOMPARE(last.row(), 0);
    QCOMPARE(shown(model, 1, 0), QString::number(count));
    model.setFrozen(true);
    table->update(update(2, 7919));
    model.setSort({{2, Qt::DescendingOrder}});
    QTRY_VERIFY(!model.isBusy());
    QCOMPARE(shown(model, 1, 0), QString::number(count)); // as before the update
    model.setFrozen(false);
    QTRY_VERIFY(!model.isBusy());
    QCOMPARE(last.data().toString(), u"1"_s);
    quint64 before = ~quint64(0);
    for (int row = 1; row < count; ++row) {
        const quint64 tid = model.index(row, 0).data().toString().toULongLong();
        const quint64 reads = (tid - 1) * 7919 % 32'003;
        QVERIFY(reads <= before);
        before = reads;
    }
    model.setFilter(u"tid < 11"_s);
    QTRY_COMPARE(model.rowCount(), 10);
    QCOMPARE(last.row(), 0);
}

void TestPanels::tableTellsOfARow()
{
    const auto store = std::make_shared<LiveTable>(threadsSample());
    for (int second = 0; second <= 10; ++second)
        store->update(threadsSampleAt(second));
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

void TestPanels::selectionReachesAllViews()
{
    constexpr qint64 second = 1'000'000'000;
    const auto threads = std::make_shared<LiveTable>(threadsSample());
    for (int i = 0; i <= 10; ++i)
        threads->update(threadsSampleAt(i));
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

void TestPanels::picturesAsSvg()
{
    const auto threads = std::make_shared<LiveTable>(threadsSample());
    threads->update(threadsSampleAt(40));
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
void TestPanels::hostileNamesAreShownSanely()
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

QTEST_MAIN(TestPanels)
#include "test_panels.moc"
