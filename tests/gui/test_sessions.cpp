// SPDX-License-Identifier: GPL-3.0-or-later
// Several runs at once in the window, links that go away, and the list of calls; with made-up data.
#include "app/window/pages/run_view.h"
#include "app/window/panels/call_list.h"
#include "app/window/panels/session_log.h"
#include "app/window/panels/target_model.h"
#include "app/window/run/run_deck.h"
#include "app/window/shell/main_window.h"
#include "app/window/targets/target_hub.h"
#include "tests/gui/demo_run.h"
#include "views/event_panel.h"
#include "views/hole_delegate.h"
#include "views/table_panel.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace radiosonde;
using namespace Qt::StringLiterals;

class TestSessions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init();
    void runsOnAllTickedTargets();
    void sideBySideFitsASmallWindow();
    void sideBySideFreezesTogether();
    void oneEndLeavesTheOthersAlone();
    void aTickIsTheHubs();
    void aHoleStandsInEveryView_data();
    void aHoleStandsInEveryView();
    void aLostLinkIsTriedAgainOrCancelled();
    void callsAreListed();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    WindowServices services() const { return demoServices(m_folder->filePath(u"journal"_s)); }
};

namespace
{

const QStringList threeTargets{u"local"_s, u"board://arm64"_s, u"ssh://lab-3"_s};

void runOnThree(MainWindow &window, const QString &probe)
{
    QTRY_COMPARE(window.targets().entries().size(), 6);
    for (const QString &url : threeTargets)
        window.targets().tick(url, true);
    window.runProbe(probe);
    QTRY_COMPARE(window.runs().count(), 3);
    QTRY_VERIFY(window.runs().currentSession() &&
                window.runs().currentSession()->state() == RunSession::State::Running);
}

QList<RunView *> viewsOf(MainWindow &window)
{
    return window.findChildren<RunView *>();
}

QStringList targetsOf(MainWindow &window)
{
    QStringList targets;
    for (RunView *view : viewsOf(window))
        targets += view->session().request().target;
    targets.sort();
    return targets;
}

} // namespace

void TestSessions::init()
{
    QSettings().clear();
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestSessions::runsOnAllTickedTargets()
{
    MainWindow window(services());
    window.resize(1500, 900);
    window.show();
    runOnThree(window, u"filetop"_s);
    QStringList wanted = threeTargets;
    wanted.sort();
    QCOMPARE(targetsOf(window), wanted);
    for (RunView *view : viewsOf(window))
        QTRY_VERIFY(view->isVisible() && view->width() > 100); // side by side, not one upon the other
}

// A laptop's: what has no room beside the others comes below them.
void TestSessions::sideBySideFitsASmallWindow()
{
    MainWindow window(services());
    window.resize(1280, 800);
    window.show();
    runOnThree(window, u"filetop"_s);
    for (RunView *view : viewsOf(window)) {
        QTRY_VERIFY(view->currentPanel() && view->isVisible());
        QTRY_VERIFY(view->mapTo(&window, QPoint(view->width(), 0)).x() <= window.width());
        QVERIFY(view->width() >= view->minimumSizeHint().width());
    }
    QCOMPARE(window.size(), QSize(1280, 800));
}

void TestSessions::sideBySideFreezesTogether()
{
    MainWindow window(services());
    window.show();
    runOnThree(window, u"filetop"_s);
    for (RunView *view : viewsOf(window))
        QTRY_VERIFY(view->currentPanel());
    viewsOf(window).first()->setFrozen(true);
    for (RunView *view : viewsOf(window))
        QVERIFY(view->frozen());
    window.setSideBySide(false);
    viewsOf(window).first()->setFrozen(false);
    QVERIFY(viewsOf(window).last()->frozen());
}

void TestSessions::oneEndLeavesTheOthersAlone()
{
    MainWindow window(services());
    window.show();
    runOnThree(window, u"opensnoop"_s);
    for (RunView *view : viewsOf(window))
        QTRY_VERIFY(view->session().state() == RunSession::State::Running);
    RunSession &first = viewsOf(window).first()->session();
    first.stop();
    QTRY_VERIFY(first.state() == RunSession::State::Ended);
    for (RunView *view : viewsOf(window)) {
        if (&view->session() != &first)
            QVERIFY(view->session().state() == RunSession::State::Running);
    }
}

void TestSessions::aTickIsTheHubs()
{
    MainWindow window(services());
    window.show();
    QTRY_COMPARE(window.targets().entries().size(), 6);
    auto *model = window.findChild<TargetModel *>();
    QVERIFY(model);
    QVERIFY(model->setData(model->indexOf(u"ssh://lab-3"_s), Qt::Checked, Qt::CheckStateRole));
    QVERIFY(window.targets().isTicked(u"ssh://lab-3"_s));
    QCOMPARE(window.targets().targetsToRun().size(), 1);
    QCOMPARE(window.targets().targetsToRun().constFirst().known.url, u"ssh://lab-3"_s);
    window.targets().tick(u"ssh://lab-3"_s, false);
    QCOMPARE(model->data(model->indexOf(u"ssh://lab-3"_s), Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QCOMPARE(window.targets().targetsToRun().constFirst().known.url, window.targets().chosen().known.url);
}

void TestSessions::aHoleStandsInEveryView_data()
{
    QTest::addColumn<QString>("probe");
    for (const auto *probe : {"filetop", "biolatency", "opensnoop"})
        QTest::newRow(probe) << QString::fromLatin1(probe);
}

void TestSessions::aHoleStandsInEveryView()
{
    QFETCH(QString, probe);
    MainWindow window(services());
    window.show();
    QTRY_COMPARE(window.targets().entries().size(), 6);
    window.targets().choose(u"ssh://gone"_s);
    window.runProbe(probe);
    QTRY_VERIFY(window.runs().current() && window.runs().current()->currentPanel());
    RunView &view = *window.runs().current();
    const auto said = [&view] {
        const QList<QLabel *> labels = view.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->isVisible() && label->text().contains(u"the link was down"_s);
        });
    };
    QTRY_VERIFY(said());
    QCOMPARE(view.session().holes().size(), 1u);
    if (auto *events = qobject_cast<EventPanel *>(view.currentPanel())) {
        const EventModel &model = events->model();
        int holes = 0;
        for (int row = 0; row < model.rowCount(); ++row)
            holes += model.index(row, 1).data(HoleRole).isValid() ? 1 : 0;
        QCOMPARE(holes, 1);
    }
    if (auto *table = qobject_cast<TablePanel *>(view.currentPanel())) {
        const TableModel &model = table->model();
        QVERIFY(model.rowCount() > 0);
        const auto trend = model.index(0, model.columnCount() - 1).data(TrendRole).value<QList<double>>();
        QCOMPARE(std::count_if(trend.begin(), trend.end(), [](double value) { return std::isnan(value); }),
                 1);
    }
}

void TestSessions::aLostLinkIsTriedAgainOrCancelled()
{
    MainWindow window(services());
    window.show();
    QTRY_COMPARE(window.targets().entries().size(), 6);
    window.targets().choose(u"ssh://gone"_s);
    window.runProbe(u"opensnoop"_s);
    QTRY_VERIFY(window.runs().currentSession() &&
                window.runs().currentSession()->state() == RunSession::State::Reconnecting);
    QTRY_VERIFY(window.log().text().contains(u"the cable was pulled"_s));
    QPushButton *cancel = nullptr;
    for (QPushButton *button : window.runs().current()->findChildren<QPushButton *>()) {
        if (button->isVisible() && button->text() == u"Cancel"_s)
            cancel = button;
    }
    QVERIFY(cancel);
    cancel->click();
    QTRY_VERIFY(window.runs().currentSession()->state() == RunSession::State::Ended);
    QVERIFY(!cancel->isVisible());
    QVERIFY(window.runs().currentSession()->figures().delivered > 0); // what came is kept
}

void TestSessions::callsAreListed()
{
    CallList list;
    list.show();
    AuditEntry entry{.time = 1'000'000'000, .durationNs = 1000, .what = u"close fd 64"_s, .result = 0};
    list.add(u"filetop on board-7"_s, entry);
    entry.what = u"bpf PROG_LOAD kprobe \"open\" 12 instructions"_s;
    entry.result = -13;
    list.add(u"filetop on board-7"_s, entry);
    entry.result.reset();
    list.add(u"filetop on board-7"_s, entry);
    QCOMPARE(list.text().count(u'\n'), 3);
    QVERIFY(list.text().contains(u"= -13 (Permission denied)"_s));
    QVERIFY(list.text().contains(u"never answered"_s));
    list.findChild<QLineEdit *>()->setText(u"prog_load"_s);
    QCOMPARE(list.text().count(u'\n'), 2);
    const QString path = m_folder->filePath(u"calls.log"_s);
    list.saveTo(path);
    QTRY_VERIFY(QFile::exists(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(QString::fromUtf8(file.readAll()), list.text());
}

QTEST_MAIN(TestSessions)
#include "test_sessions.moc"
