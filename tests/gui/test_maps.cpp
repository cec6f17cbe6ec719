// SPDX-License-Identifier: GPL-3.0-or-later
// The map browser on maps that are made up.
#include "core/layout/flatten.h"
#include "core/layout/scalar.h"
#include "tests/gui/demo_maps.h"
#include "views/grid_view.h"
#include "views/map_browser.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace radiosonde;
using namespace Qt::StringLiterals;

namespace
{

const QString title = u"filetop on This machine"_s;

QString shown(const MapModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

// With the maps of one run.
struct BrowserInSight
{
    BrowserInSight()
    {
        browser.resize(900, 400);
        browser.show();
        browser.setRuns({{title, maps}});
    }

    std::shared_ptr<DemoMaps> maps = std::make_shared<DemoMaps>();
    MapBrowser browser;
};

} // namespace

class TestMaps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLargeMapComesByPages();
    void searchesTheWholeMap();
    void aCellIsWritten();
    void aRefusalStaysInSight();
    void entriesAreDeletedOnceSaidSo();
    void perCpuValuesHaveColumns();
    void whatCantBeChangedSaysWhy();
    void anEndedRunSaysSo();
    void hostileTextIsPlain();
    void linesAreExact();
};

void TestMaps::aLargeMapComesByPages()
{
    const auto maps = std::make_shared<DemoMaps>();
    MapBrowser browser;
    const QAbstractItemModelTester tester(&browser.model(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    browser.resize(900, 400);
    browser.show();
    QVERIFY(browser.messageText().contains(u"While a probe runs"_s));
    browser.setRuns({{title, maps}});
    browser.choose(title, u"uses"_s);
    QTRY_COMPARE(browser.model().rowCount(), MapPages::pageEntries);
    QCOMPARE(shown(browser.model(), 0, 0), u"0"_s);
    browser.pages().next();
    QTRY_COMPARE(shown(browser.model(), 0, 0), QString::number(MapPages::pageEntries));
    QCOMPARE(browser.pages().number(), 2);
    browser.pages().previous();
    QTRY_COMPARE(shown(browser.model(), 0, 0), u"0"_s);
    QVERIFY(maps->mostAsked() <= MapPages::pageEntries); // never all of it
}

void TestMaps::searchesTheWholeMap()
{
    BrowserInSight sight;
    auto &[maps, browser] = sight;
    browser.choose(title, u"uses"_s);
    QTRY_COMPARE(browser.model().rowCount(), MapPages::pageEntries);
    browser.findChild<QLineEdit *>()->setText(u"reads = 70010 or key = 5"_s);
    QTRY_COMPARE(browser.model().rowCount(), 2);
    QCOMPARE(shown(browser.model(), 0, 0), u"5"_s);
    QCOMPARE(shown(browser.model(), 1, 0), u"7001"_s);
    QVERIFY(!browser.pages().hasNext());
    browser.findChild<QLineEdit *>()->setText(u"reads = 3"_s); // of which there is none
    QTRY_COMPARE(browser.model().rowCount(), 0);
}

void TestMaps::aCellIsWritten()
{
    BrowserInSight sight;
    auto &[maps, browser] = sight;
    browser.choose(title, u"uses"_s);
    QTRY_COMPARE(browser.model().rowCount(), MapPages::pageEntries);
    const QModelIndex reads = browser.model().index(3, 1);
    QVERIFY(browser.model().flags(reads) & Qt::ItemIsEditable);
    QVERIFY(!(browser.model().flags(browser.model().index(3, 0)) & Qt::ItemIsEditable)); // the key
    QCOMPARE(reads.data(Qt::EditRole).toString(), u"30"_s);
    QVERIFY(!browser.model().setData(reads, u"30"_s)); // as it is
    QVERIFY(browser.model().setData(reads, u"77"_s));
    QTRY_COMPARE(browser.model().index(3, 1).data(Qt::EditRole).toString(), u"77"_s);
    QVERIFY(browser.model().index(3, 1).data(Qt::FontRole).value<QFont>().bold()); // it has changed
    QCOMPARE(maps->value(u"uses"_s, 3), DemoMaps::use(77, u"thread3"_s));
}

void TestMaps::aRefusalStaysInSight()
{
    BrowserInSight sight;
    auto &[maps, browser] = sight;
    browser.choose(title, u"uses"_s);
    QTRY_COMPARE(browser.model().rowCount(), MapPages::pageEntries);
    browser.model().setData(browser.model().index(3, 1), u"many"_s);
    QTRY_VERIFY(browser.messageText().contains(u"reads"_s));
    QSignalSpy read(&browser.pages(), &MapPages::read);
    browser.pages().refresh();
    QTRY_COMPARE(read.size(), 1);
    QVERIFY(!browser.messageText().isEmpty());
    browser.model().setData(browser.model().index(3, 1), u"4"_s);
    QTRY_VERIFY(browser.messageText().isEmpty());
}

void TestMaps::entriesAreDeletedOnceSaidSo()
{
    BrowserInSight sight;
    auto &[maps, browser] = sight;
    browser.choose(title, u"uses"_s);
    QTRY_COMPARE(browser.model().rowCount(), MapPages::pageEntries);
    auto *grid = browser.findChild<GridView *>();
    const auto ask = [&](const QString &answer) {
        grid->selectRow(2);
        for (QAction *action : browser.actions()) {
            if (action->shortcut() == QKeySequence(Qt::Key_Delete))
                action->trigger();
        }
        auto *question = browser.findChild<QMessageBox *>();
        QVERIFY(question);
        for (QAbstractButton *button : question->buttons()) {
            if (button->text().remove(u'&') == answer)
                button->click();
        }
        QTRY_VERIFY(!browser.findChild<QMessageBox *>());
    };
    ask(u"Cancel"_s);
    QCOMPARE(maps->count(u"uses"_s), DemoMaps::entries);
    ask(u"Delete"_s);
    QTRY_COMPARE(maps->count(u"uses"_s), DemoMaps::entries - 1);
    QTRY_COMPARE(shown(browser.model(), 2, 0), u"3"_s);
}

void TestMaps::perCpuValuesHaveColumns()
{
    const auto maps = std::make_shared<DemoMaps>();
    MapBrowser browser;
    const QAbstractItemModelTester tester(&browser.model(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    browser.resize(900, 400);
    browser.show();
    browser.setRuns({{title, maps}});
    browser.choose(title, u"calls"_s);
    QTRY_COMPARE(browser.model().rowCount(), 2);
    QCOMPARE(browser.model().columnCount(), 1 + 1 + 4);
    QCOMPARE(browser.model().headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(), u"value"_s);
    QCOMPARE(browser.model().headerData(5, Qt::Horizontal, Qt::DisplayRole).toString(), u"value[3]"_s);
    QCOMPARE(browser.model().index(1, 1).data(Qt::EditRole).toString(), u"46"_s); // 10 + 11 + 12 + 13
    QCOMPARE(browser.model().index(1, 4).data(Qt::EditRole).toString(), u"12"_s);
    QVERIFY(!browser.model().setData(browser.model().index(1, 1), u"1"_s));
    QVERIFY(browser.model().setData(browser.model().index(1, 4), u"100"_s));
    QTRY_COMPARE(browser.model().index(1, 1).data(Qt::EditRole).toString(), u"134"_s);
    QVERIFY(browser.messageText().contains(u"each CPU"_s));
}

void TestMaps::whatCantBeChangedSaysWhy()
{
    BrowserInSight sight;
    auto &[maps, browser] = sight;
    browser.choose(title, u".rodata"_s);
    QTRY_COMPARE(browser.model().rowCount(), 1);
    QVERIFY(browser.messageText().contains(u"frozen"_s));
    QVERIFY(!(browser.model().flags(browser.model().index(0, 1)) & Qt::ItemIsEditable));
    browser.choose(title, u"events"_s);
    QTRY_VERIFY(browser.messageText().contains(u"buffer"_s));
    QCOMPARE(browser.model().rowCount(), 0);
}

void TestMaps::anEndedRunSaysSo()
{
    BrowserInSight sight;
    auto &[maps, browser] = sight;
    QTRY_VERIFY(browser.model().rowCount() > 0);
    maps->end();
    browser.pages().refresh();
    QTRY_VERIFY(browser.messageText().contains(u"no target"_s));
    browser.setRuns({});
    QTRY_COMPARE(browser.model().rowCount(), 0);
}

void TestMaps::hostileTextIsPlain()
{
    const auto maps = std::make_shared<DemoMaps>();
    MapBrowser browser;
    browser.resize(900, 400);
    browser.show();
    browser.setRuns({{u"<b>\u202eprobe\x1b"_s, maps}});
    browser.choose(u"<b>\u202eprobe\x1b"_s, u"names"_s);
    QTRY_COMPARE(browser.model().rowCount(), 1);
    const QString cell = shown(browser.model(), 0, 1);
    QVERIFY(cell.size() <= 301);
    QVERIFY(!cell.contains(u'\u202e') && !cell.contains(u'\x1b') && !cell.contains(u'\n'));
    QVERIFY(!browser.findChild<QComboBox *>()->itemText(0).contains(u'\u202e'));
    browser.grab();
}

void TestMaps::linesAreExact()
{
    BrowserInSight sight;
    auto &[maps, browser] = sight;
    browser.choose(title, u"calls"_s);
    QTRY_COMPARE(browser.model().rowCount(), 2);
    QCOMPARE(browser.model().text({}, RowFormat::Csv),
             QByteArray("key,value,value[0],value[1],value[2],value[3]\n0,6,0,1,2,3\n1,46,10,11,12,13\n"));
    QCOMPARE(browser.model().text({1}, RowFormat::Json),
             QByteArray("{\"key\":1,\"value\":46,\"value[0]\":10,\"value[1]\":11,\"value[2]\":12,"
                        "\"value[3]\":13}\n"));
}

QTEST_MAIN(TestMaps)
#include "test_maps.moc"
