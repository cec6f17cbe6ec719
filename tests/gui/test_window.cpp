// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/editor/editor_tabs.h"
#include "app/window/pages/run_selection.h"
#include "app/window/pages/run_view.h"
#include "app/window/pages/view_export.h"
#include "app/window/panels/interval_text.h"
#include "app/window/panels/parameter_form.h"
#include "app/window/panels/problems_panel.h"
#include "app/window/panels/session_log.h"
#include "app/window/run/run_deck.h"
#include "app/window/run/run_session.h"
#include "app/window/shell/front_action.h"
#include "app/window/shell/main_window.h"
#include "tests/gui/demo_run.h"
#include "views/event_panel.h"
#include "views/histogram_panel.h"
#include "views/selection_bar.h"
#include "views/table_panel.h"

#include <QAction>
#include <QCheckBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace radiosonde;

class TestWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void runsFromTheLibrary();
    void showsEveryKindOfView();
    void oneSelectionForAllViews();
    void stopsInOrder();
    void replaysRecordings();
    void runAgainTakesTheSameDock();
    void freezes();
    void parameterForm();
    void intervals();
    void problemsByFile();
    void logEscapes();
    void exportsRows();
    void closesWithRunsUnderWay();
    void keysBringPanelsToTheFront();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    WindowServices services() const { return demoServices(m_folder->filePath(u"journal"_s)); }
};

void TestWindow::init()
{
    QSettings().clear();
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestWindow::runsFromTheLibrary()
{
    MainWindow window(services());
    window.show();
    window.runProbe(u"filetop"_s);
    QTRY_COMPARE(window.runs().count(), 1);
    QTRY_VERIFY(window.runs().currentSession()->state() == RunSession::State::Running);
    QCOMPARE(window.runs().currentSession()->title(), u"filetop on This machine"_s);
    auto *panel = qobject_cast<TablePanel *>(window.runs().current()->currentPanel());
    QVERIFY(panel);
    QTRY_COMPARE(panel->model().rowCount(), 13);
    QVERIFY(window.log().text().contains(u"on_exit is attached to tp_btf/sys_exit (alternative syscalls)"_s));
}

void TestWindow::showsEveryKindOfView()
{
    MainWindow window(services());
    window.show();
    window.runProbe(u"biolatency"_s);
    QTRY_VERIFY(window.runs().current() &&
                qobject_cast<HistogramPanel *>(window.runs().current()->currentPanel()));
    window.runProbe(u"opensnoop"_s);
    QTRY_VERIFY(qobject_cast<EventPanel *>(window.runs().current()->currentPanel()));
    auto *events = static_cast<EventPanel *>(window.runs().current()->currentPanel());
    QTRY_COMPARE(events->model().rowCount(), 960);
    QCOMPARE(window.runs().count(), 2);
    QCOMPARE(window.runs().currentSession()->figures().delivered, 960U);
}

// What is chosen in a view stands above all of them, can be taken away there, and comes back.
void TestWindow::oneSelectionForAllViews()
{
    MainWindow window(services());
    window.show();
    window.runProbe(u"filetop"_s);
    QTRY_VERIFY(window.runs().current() && window.runs().current()->currentPanel());
    RunView &run = *window.runs().current();
    auto *table = static_cast<TablePanel *>(run.currentPanel());
    QTRY_COMPARE(table->model().rowCount(), 13);
    auto *bar = run.findChild<SelectionBar *>();
    QVERIFY(bar && bar->isHidden());
    Q_EMIT table->conditionChosen(u"comm = cc1plus"_s);
    QCOMPARE(table->model().rowCount(), 3);
    Q_EMIT table->conditionChosen(u"not (tid = 5177)"_s);
    QCOMPARE(table->model().rowCount(), 2);
    QCOMPARE(bar->chips(), QStringList({u"comm = cc1plus"_s, u"not (tid = 5177)"_s}));
    QVERIFY(!bar->isHidden());
    run.selection().goBack();
    QCOMPARE(table->model().rowCount(), 3);
    run.selection().goForward();
    QCOMPARE(table->model().rowCount(), 2);
    for (auto *chip : bar->findChildren<QToolButton *>()) {
        if (chip->text() == u"comm = cc1plus"_s)
            chip->click();
    }
    QCOMPARE(table->model().rowCount(), 12);
    run.selection().change({});
    QCOMPARE(table->model().rowCount(), 13);
    QCOMPARE(bar->chips(), QStringList());
}

void TestWindow::stopsInOrder()
{
    MainWindow window(services());
    window.show();
    window.runProbe(u"opensnoop"_s);
    QTRY_VERIFY(window.runs().currentSession() &&
                window.runs().currentSession()->state() == RunSession::State::Running);
    window.runs().currentSession()->stop();
    QTRY_VERIFY(window.runs().currentSession()->state() == RunSession::State::Ended);
    QTRY_VERIFY(
        window.log().text().contains(u"Ended after 24.0 s: 960 produced, 960 delivered, none lost"_s));
}

void TestWindow::replaysRecordings()
{
    MainWindow window(services());
    window.show();
    window.openFile(m_folder->filePath(u"yesterday.rsrec"_s));
    QTRY_VERIFY(window.runs().currentSession() &&
                window.runs().currentSession()->state() == RunSession::State::Ended);
    QCOMPARE(window.runs().currentSession()->title(), u"opensnoop (recording)"_s);
    QVERIFY(qobject_cast<EventPanel *>(window.runs().current()->currentPanel()));
}

void TestWindow::runAgainTakesTheSameDock()
{
    MainWindow window(services());
    window.show();
    window.runProbe(u"filetop"_s);
    QTRY_VERIFY(window.runs().currentSession() &&
                window.runs().currentSession()->state() == RunSession::State::Running);
    const QPointer<RunSession> first = window.runs().currentSession();
    window.runProbe(u"filetop"_s);
    QTRY_VERIFY(window.runs().currentSession() != first.data());
    QCOMPARE(window.runs().count(), 1);
    QTRY_VERIFY(first.isNull()); // ended and gone
}

void TestWindow::freezes()
{
    MainWindow window(services());
    window.show();
    window.runProbe(u"filetop"_s);
    QTRY_VERIFY(window.runs().current() && window.runs().current()->currentPanel());
    window.runs().current()->setFrozen(true);
    QVERIFY(window.runs().current()->frozen());
    QVERIFY(window.runs().current()->currentPanel()->isFrozen());
}

void TestWindow::parameterForm()
{
    ParameterForm form;
    form.setProbe(u"filetop"_s);
    form.setFacts(demoFacts());
    QVERIFY(form.values().isEmpty());
    QVERIFY(form.valid());
    form.findChild<QCheckBox *>()->setChecked(true);
    QLineEdit *pid = nullptr;
    for (QLineEdit *line : form.findChildren<QLineEdit *>()) {
        if (line->accessibleName() == "pid"_L1)
            pid = line;
    }
    QVERIFY(pid);
    pid->setText(u"4211"_s);
    const QList<std::pair<QString, QString>> expected{{u"all_files"_s, u"true"_s}, {u"pid"_s, u"4211"_s}};
    QCOMPARE(form.values(), expected);
    pid->setText(u"many"_s);
    QVERIFY(!form.valid());
    pid->setText(u"7"_s);
    QVERIFY(form.valid());
    Facts more = demoFacts(); // the source changes around them
    more.globals.removeLast();
    form.setFacts(more);
    QCOMPARE(form.values().size(), 2);
    QCOMPARE(form.values().last().second, u"7"_s);
    form.setProbe(u"another"_s);
    QVERIFY(form.values().isEmpty());
}

void TestWindow::intervals()
{
    QCOMPARE(intervalFromText(u"1"_s), 1'000'000'000);
    QCOMPARE(intervalFromText(u" 250ms "_s), 250'000'000);
    QCOMPARE(intervalFromText(u"0,5 s"_s), 500'000'000);
    QCOMPARE(intervalFromText(u"1 h"_s), 3'600'000'000'000);
    QVERIFY(!intervalFromText(u"10 ms"_s));
    QVERIFY(!intervalFromText(u"2 h"_s));
    QVERIFY(!intervalFromText(u"soon"_s));
}

void TestWindow::problemsByFile()
{
    ProblemsPanel panel;
    panel.setChecked(u"a.c"_s, {Diagnostic{.file = u"a.c"_s, .line = 3, .message = u"first"_s},
                                Diagnostic{.severity = Severity::Warning, .file = u"a.c"_s, .line = 4}});
    panel.setChecked(u"b.c"_s, {Diagnostic{.file = u"b.c"_s, .line = 1}});
    QCOMPARE(panel.topLevelItemCount(), 3);
    QCOMPARE(panel.errorCount(), 2);
    QSignalSpy chosen(&panel, &ProblemsPanel::placeChosen);
    Q_EMIT panel.itemActivated(panel.topLevelItem(0), 0);
    QCOMPARE(chosen.first(), (QVariantList{u"a.c"_s, 3, 0}));
    panel.setChecked(u"a.c"_s, {});
    QCOMPARE(panel.topLevelItemCount(), 1);
}

void TestWindow::logEscapes()
{
    SessionLog log;
    log.add(Severity::Note, u"filetop"_s, u"a\x1b[31m<b>name"_s);
    QVERIFY(log.text().endsWith(u"a\\x1b[31m<b>name\n"_s));
    for (int i = 0; i < SessionLog::maximumLines + 10; ++i)
        log.add(Severity::Note, {}, u"line"_s);
    QCOMPARE(log.topLevelItemCount(), SessionLog::maximumLines);
}

void TestWindow::exportsRows()
{
    MainWindow window(services());
    window.show();
    window.runProbe(u"opensnoop"_s);
    QTRY_VERIFY(window.runs().current() && window.runs().current()->currentPanel());
    auto *events = static_cast<EventPanel *>(window.runs().current()->currentPanel());
    QTRY_COMPARE(events->model().rowCount(), 960);
    const QString path = m_folder->filePath(u"events.csv"_s);
    auto *work = new ViewExport(events->rows(RowFormat::Csv), path, &window);
    QSignalSpy finished(work, &ViewExport::finished);
    QTRY_COMPARE(finished.count(), 1);
    QVERIFY(finished.first().at(1).toString().isEmpty());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray content = file.readAll();
    QCOMPARE(content.count('\n'), 961);
    QVERIFY(
        content.startsWith("time,pid,comm,ret,flags,path\n1763640000000000000,4000,sshd,5,2,/etc/passwd\n"));
}

void TestWindow::closesWithRunsUnderWay()
{
    auto *window = new MainWindow(services());
    window->show();
    window->runProbe(u"filetop"_s);
    QTRY_VERIFY(window->runs().currentSession() &&
                window->runs().currentSession()->state() == RunSession::State::Running);
    window->close();
    QTRY_VERIFY(!window->isVisible());
    QVERIFY(!window->runs().anyRunning());
    delete window;
}

// The maps stand behind the session log at first: their key shows them, and puts them away when they are
// seen.
void TestWindow::keysBringPanelsToTheFront()
{
    MainWindow window(services());
    window.show();
    auto *maps = window.findChild<QDockWidget *>(u"maps"_s);
    QVERIFY(maps);
    QTRY_VERIFY(!maps->isHidden());
    QTRY_VERIFY(maps->visibleRegion().isEmpty());
    QAction *action = frontAction(*maps);
    QTRY_VERIFY(!action->isChecked());
    action->trigger();
    QTRY_VERIFY(!maps->visibleRegion().isEmpty());
    QTRY_VERIFY(action->isChecked());
    action->trigger();
    QTRY_VERIFY(maps->isHidden());
    action->trigger();
    QTRY_VERIFY(!maps->visibleRegion().isEmpty());
}

int main(int argc, char **argv)
{
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"radiosonde-test-window"_s);
    QApplication::setOrganizationName(u"radiosonde"_s);
    TestWindow test;
    return QTest::qExec(&test, argc, argv);
}
#include "test_window.moc"
