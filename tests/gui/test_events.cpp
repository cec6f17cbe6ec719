// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/demo_run.h"
#include "views/event_model.h"
#include "views/event_panel.h"
#include "views/hole_delegate.h"
#include "views/long_table.h"
#include "views/match_list.h"
#include "views/row_cursors.h"

#include <QAction>
#include <QHeaderView>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace radiosonde;

namespace
{

ViewSpec numberView()
{
    ViewSpec view;
    view.kind = ViewKind::Events;
    Column column;
    column.name = column.title = u"value"_s;
    auto type = std::make_shared<Type>();
    type->kind = TypeKind::Unsigned;
    type->size = 4;
    column.type = type;
    view.columns = {column};
    view.recordSize = 4;
    return view;
}

// Records with the numbers from `first` on, a millisecond apart.
EventBatch numbers(quint32 first, int count)
{
    EventBatch batch;
    batch.bytes.reserve(count * 4);
    for (int i = 0; i < count; ++i) {
        const quint32 value = first + quint32(i);
        batch.records.push_back({quint32(batch.bytes.size()), 4, (qint64(value) + 1) * 1'000'000});
        batch.bytes.append(reinterpret_cast<const char *>(&value), 4);
    }
    return batch;
}

void fill(EventStore &store, int count)
{
    for (int i = 0; i < count; i += 10'000)
        store.append(numbers(quint32(i), qMin(10'000, count - i)));
}

// A table that shows a thousand records.
struct ShownRecords
{
    EventStore store{numberView()};
    EventModel model{store, {}};
    LongTable table;

    ShownRecords()
    {
        table.setModel(&model);
        table.resize(400, 300);
        fill(store, 1000);
        model.refresh();
        table.show();
    }
};

QString text(const QAbstractItemModel &model, int row, int column)
{
    return model.index(row, column).data(Qt::DisplayRole).toString();
}

} // namespace

class TestEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchesKeepTheirNumbers();
    void longSearchesRunInThreads();
    void aNewFilterEndsTheSearch();
    void searchedRecordsMayGiveWay();
    void timesAreToldThreeWays();
    void timesAreFound();
    void rangesOfTime();
    void bookmarksAreGoneThrough();
    void linesOfAFilteredViewAreExported();
    void longTableShowsTheRowsInSight();
    void longTableSelectsRows();
    void longTableFollowsKeys();
};

void TestEvents::matchesKeepTheirNumbers()
{
    MatchList list;
    list.append(MatchList::Part{100, {0, 5, 9}});
    list.append(MatchList::Part{200, {}});
    list.append(300);
    list.append(301);
    list.append(1'000'000);
    QCOMPARE(list.size(), 6);
    const QList<qint64> all{100, 105, 109, 300, 301, 1'000'000};
    for (qsizetype row = 0; row < all.size(); ++row) {
        QCOMPARE(list.at(row), all.at(row));
        QCOMPARE(list.rowOf(all.at(row)), row);
    }
    QCOMPARE(list.rowOf(106), 2);
    QCOMPARE(list.rowOf(2'000'000), 6);
    QCOMPARE(list.dropBefore(106), 2);
    QCOMPARE(list.size(), 4);
    QCOMPARE(list.at(0), 109);
    QCOMPARE(list.rowOf(300), 1);
    QCOMPARE(list.dropBefore(302), 3);
    QCOMPARE(list.at(0), 1'000'000);
    list.append(1'000'001);
    QCOMPARE(list.at(1), 1'000'001);
    QCOMPARE(list.rowOf(1'000'001), 1);
}

void TestEvents::longSearchesRunInThreads()
{
    const QTemporaryDir folder;
    EventStore store(numberView(), {1 << 20, folder.path(), 1 << 30});
    EventModel model(store, {});
    fill(store, 300'000);
    store.hole(5, 7);
    fill(store, 100'000);
    model.refresh();
    QCOMPARE(model.rowCount(), 400'001);
    model.setFilter(u"value >= 90000 and value < 150000"_s);
    QVERIFY(model.filtering());
    QTRY_VERIFY(!model.filtering());
    QCOMPARE(model.rowCount(), 60'000 + 1 + 10'000); // and the hole
    QCOMPARE(model.numberOf(0), 90'000);
    QCOMPARE(model.numberOf(59'999), 149'999);
    QCOMPARE(model.numberOf(60'000), 300'000);
    QVERIFY(model.index(60'000, 0).data(HoleRole).isValid());
    QCOMPARE(model.numberOf(60'001), 300'001 + 90'000);
    store.append(numbers(100'000, 10));
    model.refresh();
    QCOMPARE(model.rowCount(), 70'011);
}

void TestEvents::aNewFilterEndsTheSearch()
{
    EventStore store(numberView());
    EventModel model(store, {});
    fill(store, 200'000);
    model.setFilter(u"value >= 0"_s);
    model.setFilter(u"value = 77"_s);
    QTRY_VERIFY(!model.filtering());
    QCOMPARE(model.rowCount(), 1);
    model.setFilter(u"value > 5"_s);
    model.setFilter({});
    QVERIFY(!model.filtering());
    QCOMPARE(model.rowCount(), 200'000);
    QTest::qWait(50);
    QCOMPARE(model.rowCount(), 200'000);
}

void TestEvents::searchedRecordsMayGiveWay()
{
    EventStore store(numberView(), {4 << 20, {}, 0});
    EventModel model(store, {});
    fill(store, 200'000);
    model.setFilter(u"value < 1000000"_s);
    for (int i = 0; i < 30; ++i) { // the search gives its results between these
        fill(store, 20'000);
        model.refresh();
        QCoreApplication::processEvents();
    }
    QTRY_VERIFY(!model.filtering());
    model.refresh();
    QTRY_VERIFY(!model.filtering());
    QCOMPARE(model.rowCount(), store.count());
    QCOMPARE(model.numberOf(0), store.first());
}

void TestEvents::timesAreToldThreeWays()
{
    EventStore store(numberView());
    EventModel model(store, {});
    store.append(numbers(1000, 3));
    model.refresh();
    QVERIFY(text(model, 1, 0).endsWith(u":01.002000"_s));
    model.setTimeMode(EventTime::SinceStart);
    QCOMPARE(text(model, 0, 0), u"+0.000000"_s);
    QCOMPARE(text(model, 2, 0), u"+0.002000"_s);
    store.append(numbers(500, 1)); // a clock that steps back
    model.refresh();
    QCOMPARE(text(model, 3, 0), u"-0.500000"_s);
    model.setTimeMode(EventTime::SincePrevious);
    QCOMPARE(text(model, 2, 0), u"+0.001000"_s);
    QCOMPARE(text(model, 3, 0), u"-0.502000"_s);
    model.setFilter(u"value = 1000 or value = 1002"_s);
    QCOMPARE(text(model, 1, 0), u"+0.002000"_s);
}

void TestEvents::timesAreFound()
{
    EventStore store(numberView());
    EventModel model(store, {});
    QCOMPARE(model.timeOf(u"+1"_s), std::nullopt);
    fill(store, 20'000);
    model.refresh();
    QCOMPARE(model.timeOf(u"+1.5"_s), 1'501'000'000);
    QCOMPARE(model.timeOf(u"+20ms"_s), 21'000'000);
    QCOMPARE(model.timeOf(u"+2 m"_s), 120'001'000'000);
    QCOMPARE(model.timeOf(u"soon"_s), std::nullopt);
    QCOMPARE(model.timeOf(u"+"_s), std::nullopt);
    const QDateTime clock = QDateTime::fromMSecsSinceEpoch(12'345);
    QCOMPARE(model.timeOf(clock.toString(u"HH:mm:ss.zzz"_s)), 12'345'000'000);
    QCOMPARE(model.rowAt(*model.timeOf(u"+1.5"_s)), 1500);
    model.setFilter(u"value >= 2000"_s);
    QTRY_VERIFY(!model.filtering());
    QCOMPARE(model.rowAt(*model.timeOf(u"+1.5"_s)), 0);
    QCOMPARE(model.rowAt(*model.timeOf(u"+3"_s)), 1000);
    QCOMPARE(model.rowAt(*model.timeOf(u"+3m"_s)), -1);
}

void TestEvents::rangesOfTime()
{
    EventStore store(numberView());
    EventModel model(store, {});
    fill(store, 1000);
    model.setRange(TimeRange{100'500'000, 200'000'000}); // the record with the number N has the time N + 1 ms
    QCOMPARE(model.rowCount(), 100);
    QCOMPARE(model.numberOf(0), 100);
    model.setFilter(u"value >= 150"_s);
    QTRY_VERIFY(!model.filtering());
    QCOMPARE(model.rowCount(), 50);
    store.append(numbers(1000, 10));
    model.refresh();
    QCOMPARE(model.rowCount(), 50);
    QCOMPARE(model.conditionAt(model.index(3, 1)), u"value = 153"_s);
    QCOMPARE(model.conditionAt(model.index(3, 0)), QString());
    model.setRange(TimeRange{5'000'000'000, 6'000'000'000}); // nothing yet
    QCOMPARE(model.rowCount(), 0);
    model.setRange({});
    model.setFilter({});
    QCOMPARE(model.rowCount(), 1010);
}

void TestEvents::bookmarksAreGoneThrough()
{
    EventStore store(numberView());
    EventModel model(store, {});
    fill(store, 100);
    model.refresh();
    QCOMPARE(model.bookmarkFrom(3, true), -1);
    for (const int row : {10, 20, 30, 30, 40})
        model.toggleBookmark(row);
    QVERIFY(model.index(10, 0).data(BookmarkRole).toBool());
    QVERIFY(!model.index(30, 0).data(BookmarkRole).toBool());
    QCOMPARE(model.bookmarkFrom(10, true), 20);
    QCOMPARE(model.bookmarkFrom(40, true), 10);
    QCOMPARE(model.bookmarkFrom(20, false), 10);
    QCOMPARE(model.bookmarkFrom(-1, false), 40);
    model.setFilter(u"value > 15 and value < 25"_s);
    QCOMPARE(model.bookmarkFrom(0, true), 4);
}

void TestEvents::linesOfAFilteredViewAreExported()
{
    EventStore store(numberView());
    EventModel model(store, {});
    fill(store, 1000);
    model.setFilter(u"value >= 998 or value = 3"_s);
    QTRY_VERIFY(!model.filtering());
    EventCursor cursor(model, {}, RowFormat::Csv);
    QCOMPARE(cursor.total(), 3);
    QByteArray out;
    while (cursor.next(out, 2)) {
    }
    QCOMPARE(out, "time,value\n4000000,3\n999000000,998\n1000000000,999\n"_ba);
}

void TestEvents::longTableShowsTheRowsInSight()
{
    EventStore store(numberView());
    EventModel model(store, {});
    LongTable table;
    table.setModel(&model);
    table.resize(400, 300);
    table.show();
    QVERIFY(QTest::qWaitForWindowExposed(&table));
    fill(store, 100'000);
    model.refresh();
    const int inSight = table.rowsInSight();
    QCOMPARE(table.verticalScrollBar()->maximum(), 100'000 - inSight);
    table.scrollToBottom();
    QCOMPARE(table.indexAt(QPoint(5, 1)).row(), 100'000 - inSight);
    table.scrollTo(model.index(50'000, 0), QAbstractItemView::PositionAtCenter);
    const QRect middle = table.visualRect(model.index(50'000, 0));
    QVERIFY(table.viewport()->rect().contains(middle));
    QCOMPARE(table.indexAt(middle.center()).row(), 50'000);
    table.scrollToBottom();
    QCOMPARE(table.indexAt(QPoint(5, 100'000)), QModelIndex());
}

void TestEvents::longTableSelectsRows()
{
    ShownRecords shown;
    LongTable &table = shown.table;
    const EventModel &model = shown.model;
    const auto click = [&](int row, Qt::KeyboardModifiers keys) {
        QTest::mouseClick(table.viewport(), Qt::LeftButton, keys,
                          table.visualRect(model.index(row, 0)).center());
    };
    click(2, {});
    click(5, Qt::ShiftModifier);
    click(8, Qt::ControlModifier);
    QCOMPARE(table.selectedRows(100), (QList<int>{2, 3, 4, 5, 8}));
    QCOMPARE(table.selectedRows(3), (QList<int>{2, 3, 4}));
    table.selectAll();
    QCOMPARE(table.selectedRows(5000).size(), 1000);
}

void TestEvents::longTableFollowsKeys()
{
    ShownRecords shown;
    LongTable &table = shown.table;
    const EventModel &model = shown.model;
    table.setCurrentIndex(model.index(0, 0));
    QTest::keyClick(&table, Qt::Key_Down);
    QCOMPARE(table.currentIndex().row(), 1);
    QTest::keyClick(&table, Qt::Key_PageDown);
    QCOMPARE(table.currentIndex().row(), 1 + table.rowsInSight());
    QTest::keyClick(&table, Qt::Key_End);
    QCOMPARE(table.currentIndex().row(), 999);
    QVERIFY(table.viewport()->rect().contains(table.visualRect(table.currentIndex())));
    QTest::keyClick(&table, Qt::Key_Home);
    QCOMPARE(table.currentIndex().row(), 0);
}

QTEST_MAIN(TestEvents)
#include "test_events.moc"
