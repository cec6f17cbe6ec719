// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/editor/editor_tabs.h"
#include "app/window/editor/source_editor.h"
#include "app/window/palette/command_palette.h"
#include "app/window/palette/key_sheet.h"
#include "app/window/run/run_deck.h"
#include "app/window/run/run_session.h"
#include "app/window/shell/main_window.h"
#include "tests/gui/demo_run.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QFile>
#include <QLineEdit>
#include <QMenuBar>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace radiosonde;

class TestPalette : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void matches_data();
    void matches();
    void betterMatchesComeFirst();
    void runsAProbeByAFewLetters();
    void offersTargetsAndActions();
    void everyKeyIsOnTheSheet();
    void noKeyTwice();
    void sessionText();
    void damagedSessionText();
    void sourcesComeBack();
    void runsAreOffered();

private:
    CommandPalette *openPalette(MainWindow &window);
    std::unique_ptr<QTemporaryDir> m_folder;
    WindowServices services() const { return demoServices(m_folder->filePath(u"journal"_s)); }
};

void TestPalette::init()
{
    QSettings().clear();
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestPalette::matches_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<int>>("positions");
    QTest::newRow("start of a word") << u"file"_s << u"Run filetop"_s << QList{4, 5, 6, 7};
    QTest::newRow("within a word") << u"top"_s << u"Run filetop"_s << QList{8, 9, 10};
    QTest::newRow("case") << u"FILE"_s << u"Run filetop"_s << QList{4, 5, 6, 7};
    QTest::newRow("letters at starts of words") << u"rf"_s << u"Run filetop"_s << QList{0, 4};
    QTest::newRow("letters") << u"rnflt"_s << u"Run filetop"_s << QList{0, 2, 4, 6, 8};
    QTest::newRow("two words in any order")
        << u"file run"_s << u"Run filetop"_s << QList{0, 1, 2, 4, 5, 6, 7};
    QTest::newRow("the start of a later word would miss the rest") << u"ab"_s << u"a xb a"_s << QList{0, 3};
    QTest::newRow("nothing typed") << QString() << u"Run filetop"_s << QList<int>();
}

void TestPalette::matches()
{
    QFETCH(QString, pattern);
    QFETCH(QString, text);
    QFETCH(QList<int>, positions);
    const auto match = fuzzyMatch(pattern, text);
    QVERIFY(match);
    QCOMPARE(match->positions, positions);
    QVERIFY(!fuzzyMatch(u"zq"_s, text));
    QVERIFY(!fuzzyMatch(pattern + u" zq"_s, text));
}

void TestPalette::betterMatchesComeFirst()
{
    PaletteModel model({{u"Save as"_s, {}, {}, {}, {}},
                        {u"Chase a fault"_s, {}, {}, {}, {}},
                        {u"Another"_s, u"has save in its detail"_s, {}, {}, {}},
                        {u"Read"_s, {}, {}, {}, {}}});
    const QAbstractItemModelTester tester(&model);
    model.setPattern(u"as"_s);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.entry(0).title, u"Save as"_s);
    QCOMPARE(model.entry(1).title, u"Chase a fault"_s);
    QCOMPARE(model.entry(2).title, u"Another"_s);
    model.setPattern({});
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.entry(1).title, u"Chase a fault"_s);
}

CommandPalette *TestPalette::openPalette(MainWindow &window)
{
    for (QAction *action : window.findChildren<QAction *>()) {
        if (action->shortcut() == QKeySequence(u"Ctrl+K"_s))
            action->trigger();
    }
    return window.findChild<CommandPalette *>();
}

void TestPalette::runsAProbeByAFewLetters()
{
    MainWindow window(services());
    window.show();
    QPointer<CommandPalette> palette;
    QTRY_VERIFY((palette = openPalette(window)) && palette->model().rowCount() > 0 &&
                palette->model().entry(0).title == u"Run biolatency"_s);
    QTest::keyClicks(&palette->field(), u"run file"_s);
    QCOMPARE(palette->model().entry(0).title, u"Run filetop"_s);
    QTest::keyClick(&palette->field(), Qt::Key_Return);
    QTRY_VERIFY(palette.isNull());
    QTRY_COMPARE(window.runs().count(), 1);
    QCOMPARE(window.runs().currentSession()->request().probe, u"filetop"_s);
}

void TestPalette::offersTargetsAndActions()
{
    MainWindow window(services());
    window.show();
    CommandPalette *palette = openPalette(window);
    QVERIFY(palette);
    QTest::keyClicks(&palette->field(), u"target this"_s);
    QCOMPARE(palette->model().entry(0).title, u"Target: This machine"_s);
    palette->field().clear();
    QTest::keyClicks(&palette->field(), u"newprobe"_s);
    QCOMPARE(palette->model().entry(0).title, u"New probe"_s);
    QTest::keyClick(&palette->field(), Qt::Key_Down);
    QTest::keyClick(&palette->field(), Qt::Key_Up);
    QTest::keyClick(&palette->field(), Qt::Key_Return);
    QTRY_COMPARE(window.editors().count(), 1);
}

void TestPalette::everyKeyIsOnTheSheet()
{
    MainWindow window(services());
    const QList<KeySheetLine> lines = keySheetLines(*window.menuBar());
    const auto has = [&](const QString &keys) {
        return std::ranges::any_of(lines, [&](const KeySheetLine &line) { return line.keys.contains(keys); });
    };
    for (const auto keys : {"F5"_L1, "Ctrl+K"_L1, "Ctrl+T"_L1, "F6"_L1, "F11"_L1, "Shift+F1"_L1, "/"_L1})
        QVERIFY2(has(keys), keys.data());
    KeySheet sheet(lines);
    QCOMPARE(sheet.shownLines(), int(lines.size()));
    sheet.findChild<QLineEdit *>()->setText(u"full screen"_s);
    QCOMPARE(sheet.shownLines(), 1);
}

// A key that two actions of the window have does nothing at all in Qt.
void TestPalette::noKeyTwice()
{
    MainWindow window(services());
    QHash<QString, QString> taken;
    for (const KeySheetLine &line : keySheetLines(*window.menuBar())) {
        if (line.group.startsWith("In "_L1))
            continue;
        for (const QString &key : line.keys.split(u", "_s)) {
            QVERIFY2(!taken.contains(key),
                     qPrintable(u"%1: %2 and %3"_s.arg(key, taken.value(key), line.what)));
            taken.insert(key, line.what);
        }
    }
}

void TestPalette::sessionText()
{
    const SessionMemory memory{
        .sources = {{u"/home/me/a.bpf.c"_s, 12}, {u"/home/me/b.bpf.c"_s, 1}},
        .currentSource = u"/home/me/b.bpf.c"_s,
        .target = u"ssh://board-7"_s,
        .runs = {
            {u"filetop"_s, u"ssh://board-7"_s, u"filetop on board-7"_s, 500'000'000, {{u"pid"_s, u"7"_s}}}}};
    QCOMPARE(decodeSession(encodeSession(memory)), memory);
    QCOMPARE(decodeSession({}), SessionMemory());
}

void TestPalette::damagedSessionText()
{
    const SessionMemory memory = decodeSession(
        R"({"sources":[1,{"path":""},{"path":"/a","line":-4}],"runs":[{"probe":"x"},{"probe":"x","target":"local",
            "interval":"soon","parameters":[["only"],["a","b"]]}],"target":7})");
    QCOMPARE(memory.sources, (QList<SessionMemory::Source>{{u"/a"_s, 1}}));
    QCOMPARE(memory.runs.size(), 1);
    QCOMPARE(memory.runs.first().parameters.size(), 1);
    QCOMPARE(memory.runs.first().intervalNs, 0);
    QCOMPARE(decodeSession("not JSON"), SessionMemory());
}

void TestPalette::sourcesComeBack()
{
    QStringList paths;
    for (const auto name : {"one.bpf.c"_L1, "two.bpf.c"_L1}) {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("// a\n// b\n// c\n");
        paths += file.fileName();
    }
    QSettings().setValue(
        u"session/last"_s,
        encodeSession({.sources = {{paths.at(0), 3}, {m_folder->filePath(u"gone.c"_s), 1}, {paths.at(1), 1}},
                       .currentSource = paths.at(0),
                       .target = {},
                       .runs = {}}));
    MainWindow window(services());
    window.show();
    QTRY_COMPARE(window.editors().count(), 2);
    QTRY_COMPARE(window.editors().current()->path(), paths.at(0));
    QTRY_VERIFY(QSettings().value(u"session/last"_s).toByteArray().count("bpf.c") ==
                3); // two, one is current
}

void TestPalette::runsAreOffered()
{
    {
        MainWindow window(services());
        window.show();
        window.runProbe(u"filetop"_s);
        QTRY_VERIFY(QSettings().value(u"session/last"_s).toByteArray().contains("filetop on This machine"));
    }
    MainWindow window(services());
    window.show();
    QPushButton *again = nullptr;
    for (QPushButton *button : window.findChildren<QPushButton *>()) {
        if (button->text() == u"Again: filetop on This machine"_s)
            again = button;
    }
    QVERIFY(again);
    again->click();
    QTRY_COMPARE(window.runs().count(), 1);
    QCOMPARE(window.runs().currentSession()->request().probe, u"filetop"_s);
}

int main(int argc, char **argv)
{
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"radiosonde-test-palette"_s);
    QApplication::setOrganizationName(u"radiosonde"_s);
    TestPalette test;
    return QTest::qExec(&test, argc, argv);
}
#include "test_palette.moc"
