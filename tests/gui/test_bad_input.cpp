// SPDX-License-Identifier: GPL-3.0-or-later
// What no probe should ever give, in the views: shown sanely, nothing hangs.
#include "core/layout/flatten.h"
#include "core/layout/scalar.h"
#include "core/model/counter_series.h"
#include "core/model/counter_store.h"
#include "core/model/decoder.h"
#include "tests/gui/demo_updates.h"
#include "tests/gui/view_samples.h"
#include "tests/unit/layout/make_types.h"
#include "tests/unit/model/make_chunks.h"
#include "views/counter_panel.h"
#include "views/event_panel.h"
#include "views/grid_view.h"
#include "views/histogram_panel.h"
#include "views/table_panel.h"

#include <QAbstractItemModelTester>
#include <QTest>

#include <bit>
#include <cmath>
#include <limits>

using namespace radiosonde;
using namespace radiosonde::testing;
using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 second = 1'000'000'000;
constexpr qint64 start = 1'700'000'000 * second;
constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

// {u64 count, f64 share, char name[4096]} by u32.
ViewSpec oddView(ViewKind kind)
{
    const TypePtr value = record(u"odd"_s, {{u"count"_s, u64()},
                                            {u"share"_s, scalar(TypeKind::Float, 8, u"double"_s)},
                                            {u"name"_s, text(4096)}});
    ViewSpec view;
    view.kind = kind;
    view.name = view.title = u"<b>odd\u202e</b>\x1b"_s;
    view.columns = flatten(u32(), u"key"_s, true, false) + flatten(value, u"value"_s, false, true);
    return view;
}

QByteArray oddRow(quint32 key, quint64 count, double share, const QByteArray &name)
{
    return number(key, 4) + number(count, 8) + number(std::bit_cast<quint64>(share), 8) +
           name.leftJustified(4096, '\0', true);
}

TableUpdate updateOf(qint64 time, qint64 interval, const QByteArrayList &rows)
{
    TableUpdate update;
    update.time = time;
    update.intervalNs = interval;
    update.keySize = 4;
    update.valueSize = 4112;
    update.rows = rows.size();
    update.interval = update.total = rows.join();
    return update;
}

const QByteArray hostileName = u"\u202e\u2066<b>a\x1b[31m\nb\t\u0085c"_s.toUtf8().repeated(200).left(4094) +
                               "\xc3"; // ends within a character

QString shown(const QAbstractItemModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

// Nothing in it changes other text.
bool isPlain(const QString &text)
{
    return std::ranges::none_of(text, [](QChar c) {
        const char16_t code = c.unicode();
        return code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0x202a && code <= 0x202e) ||
               (code >= 0x2066 && code <= 0x2069);
    });
}

} // namespace

class TestBadInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tablesTakeAnyNumberAndName();
    void countersTakeAnyNumber();
    void countersThatWrapGoOn();
    void histogramsTakeCountsAboveHalf();
    void rangesWithoutDataAreEmpty();
};

void TestBadInput::tablesTakeAnyNumberAndName()
{
    const auto table = std::make_shared<LiveTable>(oddView(ViewKind::Table));
    TablePanel panel(table, {});
    const QAbstractItemModelTester tester(&panel.model(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    panel.resize(900, 400);
    panel.show();
    panel.grab(); // without a row
    const QByteArrayList rows{oddRow(1, ~0ULL, notANumber, hostileName), oddRow(2, 1ULL << 63, infinity, "b"),
                              oddRow(3, 5, -infinity, {}), oddRow(4, 0, 0.5, QByteArray(4096, '\xff'))};
    table->update(updateOf(start, 0, rows));
    table->update(updateOf(start, 0, rows));                // no time has gone by
    table->update(updateOf(start - second, -second, rows)); // a clock that stepped back
    panel.refresh();
    QCOMPARE(panel.model().rowCount(), 4);
    for (const TableValues values : {TableValues::Total, TableValues::Rate, TableValues::Interval}) {
        panel.model().setValues(values);
        for (int column = 0; column < 4; ++column) {
            panel.model().setSort({{column, Qt::DescendingOrder}});
            for (int row = 0; row < 4; ++row) {
                const QVariant heat = panel.model().index(row, column).data(HeatRole);
                QVERIFY(!heat.isValid() || (heat.toDouble() >= 0 && heat.toDouble() <= 1));
                QVERIFY2(isPlain(shown(panel.model(), row, column)),
                         qPrintable(shown(panel.model(), row, column)));
            }
            panel.grab();
        }
    }
    panel.model().setValues(TableValues::Total);
    panel.model().setSort({{1, Qt::DescendingOrder}});
    QCOMPARE(shown(panel.model(), 0, 1), u"18446744073709551615"_s);
    QCOMPARE(shown(panel.model(), 1, 1), u"9223372036854775808"_s);
    const QByteArray json = panel.model().textOf({}, RowFormat::Json);
    QVERIFY(json.contains("\"count\":18446744073709551615,"));
    QVERIFY(json.contains("\"share\":null")); // JSON has no such numbers
    QVERIFY(!json.contains("\"share\":nan") && !json.contains("inf"));
    panel.model().setGroup(3); // by a name of 4 KiB
    panel.grab();
    panel.model().setGroup(-1);
    panel.grid().setCurrentIndex(panel.model().index(0, 1));
    panel.setDetailShown(true);
    panel.grab();
    table->update(updateOf(start + second, second, {}));
    panel.refresh();
    panel.grab();
}

void TestBadInput::countersTakeAnyNumber()
{
    ViewSpec view = oddView(ViewKind::Counters);
    view.columns.remove(3);
    view.columns.remove(0);
    CounterStore store(view);
    CounterPanel panel(store);
    panel.resize(900, 400);
    panel.show();
    panel.grab();
    const double shares[] = {0.25, notANumber, infinity, -infinity, std::numeric_limits<double>::max(), -1};
    for (int i = 0; i < 6; ++i) {
        TableUpdate update =
            updateOf(start + i * second, i == 3 ? 0 : second, {oddRow(0, i < 3 ? ~0ULL : 0, shares[i], {})});
        store.update(update);
        panel.refresh();
        panel.grab();
    }
    for (const CounterValues values : {CounterValues::Rate, CounterValues::Interval, CounterValues::Total}) {
        for (qsizetype column = 0; column < 2; ++column) {
            for (const SeriesPoint &point : counterSeries(store, column, values))
                QVERIFY(std::isfinite(point.value));
        }
    }
    const SeriesSummary none = summarize({}, start, start);
    QCOMPARE(none.points, 0);
    QCOMPARE(none.average, 0.0);
}

// A 32-bit variable goes past its largest value: the difference is what was counted.
void TestBadInput::countersThatWrapGoOn()
{
    Plan plan;
    StreamSpec stream;
    stream.id = 1;
    stream.kind = StreamKind::Map;
    stream.mapType = 2; // an array
    stream.keySize = 4;
    stream.valueSize = 4;
    stream.maxEntries = 1;
    plan.streams = {stream};
    ViewSpec view;
    view.kind = ViewKind::Counters;
    view.accumulate = Accumulate::Total;
    view.stream = 1;
    view.columns = flatten(u32(), u"value"_s, false, true);
    plan.views = {view};
    struct Kept : Updates
    {
        using Updates::Updates;
    };
    Kept kept(u"opensnoop"_s, 0);
    kept.tables.clear();
    Decoder decoder(plan, kept);
    quint64 then = 0xfffffff0;
    for (int i = 0; i < 4; ++i, then += 7)
        decoder.take(snapshot(1, number(0, 4) + number(then & 0xffffffff, 4), (i + 1) * second));
    CounterStore store(view);
    for (const TableUpdate &update : kept.tables)
        store.update(update);
    const auto series = counterSeries(store, 0, CounterValues::Interval);
    QCOMPARE(series.size(), 3u);
    for (const SeriesPoint &point : series)
        QCOMPARE(point.value, 7.0);
}

void TestBadInput::histogramsTakeCountsAboveHalf()
{
    HistogramStore store(latencySample());
    HistogramPanel panel(store, {});
    panel.resize(900, 500);
    panel.show();
    panel.grab();
    HistogramUpdate update = latencySampleAt(1);
    for (auto &histogram : update.histograms) {
        histogram.counts.assign(histogram.counts.size(), ~0ULL);
        histogram.difference.assign(histogram.counts.size(), ~0ULL);
    }
    store.update(update);
    store.update(update); // the same moment again
    panel.refresh();
    panel.grab();
    panel.setOverlaid(true);
    panel.grab();
    QVERIFY(!panel.rows(RowFormat::Json) || panel.rows(RowFormat::Json)->total() > 0);
}

void TestBadInput::rangesWithoutDataAreEmpty()
{
    const ViewSelection nothing{TimeRange{start - 500 * second, start - 400 * second}, {}};
    const ViewSelection turned{TimeRange{start, start - 400 * second}, {}};
    const Updates updates(u"opensnoop"_s, 3);
    EventStore events(demoPlan(u"opensnoop"_s).views.first(), {});
    for (const EventBatch &batch : updates.batches)
        events.append(batch);
    const auto table = std::make_shared<LiveTable>(threadsSample());
    HistogramStore histograms(latencySample());
    ViewSpec counters = oddView(ViewKind::Counters);
    counters.columns.remove(0);
    CounterStore counter(counters);
    for (int i = 0; i <= 5; ++i) {
        table->update(threadsSampleAt(i));
        histograms.update(latencySampleAt(i));
        counter.update(updateOf(start + i * second, second, {oddRow(0, quint64(i), 0, {})}));
    }
    std::vector<std::unique_ptr<ViewPanel>> panels;
    panels.push_back(std::make_unique<EventPanel>(events, DisplayContext()));
    panels.push_back(std::make_unique<TablePanel>(table, DisplayContext()));
    panels.push_back(std::make_unique<HistogramPanel>(histograms, DisplayContext()));
    panels.push_back(std::make_unique<CounterPanel>(counter));
    for (const auto &panel : panels) {
        panel->resize(800, 500);
        panel->show();
        for (const ViewSelection &selection : {nothing, turned, ViewSelection()}) {
            panel->setSelection(selection);
            panel->refresh();
            panel->grab();
        }
    }
    auto &eventPanel = static_cast<EventPanel &>(*panels.front());
    eventPanel.setSelection(nothing);
    QTRY_COMPARE(eventPanel.model().rowCount(), 0);
    eventPanel.setSelection({});
    QTRY_VERIFY(eventPanel.model().rowCount() > 0);
}

QTEST_MAIN(TestBadInput)
#include "test_bad_input.moc"
