// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/shell/main_window.h"

#include "app/window/background.h"
#include "app/window/editor/code_editor.h"
#include "app/window/editor/editor_tabs.h"
#include "app/window/editor/source_editor.h"
#include "app/window/pages/help_window.h"
#include "app/window/pages/run_view.h"
#include "app/window/pages/welcome_page.h"
#include "app/window/panels/call_list.h"
#include "app/window/panels/parameter_form.h"
#include "app/window/panels/probe_list.h"
#include "app/window/panels/problems_panel.h"
#include "app/window/panels/session_log.h"
#include "app/window/panels/target_panel.h"
#include "app/window/run/run_deck.h"
#include "app/window/shell/settings_dialog.h"
#include "app/window/shell/status_line.h"
#include "app/window/targets/question_dialog.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QFile>
#include <QFileInfo>
#include <QMessageBox>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTimer>

namespace radiosonde
{

using namespace Qt::StringLiterals;

MainWindow::MainWindow(WindowServices services, QWidget *parent)
    : QMainWindow(parent), m_services(std::move(services)), m_interruptor(std::make_shared<Interruptor>())
{
    setWindowTitle(tr("Radiosonde"));
    setDockNestingEnabled(true);
    setDockOptions(dockOptions() | QMainWindow::GroupedDragging);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    makeTargets();
    makeCentre();
    makePanels();
    m_runs = new RunDeck(m_services, *this);
    makeTimeline();
    makeMapBrowser();
    m_status = new StatusLine(statusBar());
    connect(m_runs, &RunDeck::added, this, &MainWindow::watch);
    connect(m_runs, &RunDeck::currentChanged, this, &MainWindow::updateActions);
    connect(m_runs, &RunDeck::countChanged, this, &MainWindow::updateCentre);
    connectEditors();
    connectTargets();
    makeActions();
    restoreWindow();
    updateRecent();
    updateActions();
    loadProbes();
    connectSession();
    QTimer::singleShot(0, m_editors, &EditorTabs::recover);
}

MainWindow::~MainWindow()
{
    // Tabs that go tell which one is current then; the panels that would hear of it are gone.
    m_editors->disconnect(this);
    // Runs tell the log and the status line of their ends: they go first.
    delete m_runs;
    qDeleteAll(m_targetPages);
    delete m_questions;
    delete m_targets;
    m_interruptor->interrupt();
}

void MainWindow::makeCentre()
{
    m_centre = new QStackedWidget;
    m_welcome = new WelcomePage;
    m_editors = new EditorTabs(m_services);
    m_editors->setCodeFont(m_settings.editorFont());
    m_centre->addWidget(m_welcome);
    m_centre->addWidget(m_editors);
    m_centre->setMinimumWidth(200);
    setCentralWidget(m_centre);
    connect(m_welcome, &WelcomePage::runRequested, this, &MainWindow::runProbe);
    connect(m_welcome, &WelcomePage::editRequested, this, &MainWindow::editProbe);
    connect(m_welcome, &WelcomePage::newRequested, m_editors, &EditorTabs::newFile);
    connect(m_welcome, &WelcomePage::fileChosen, this, &MainWindow::openFile);
}

QDockWidget *MainWindow::addPanel(const QString &name, const QString &title, QWidget *widget,
                                  Qt::DockWidgetArea area)
{
    auto *dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    dock->setWidget(widget);
    addDockWidget(area, dock);
    m_panels += dock;
    return dock;
}

void MainWindow::makePanels()
{
    m_probes = new ProbeList;
    m_targetPanel = new TargetPanel(*m_targets);
    m_parameters = new ParameterForm;
    m_problems = new ProblemsPanel;
    m_log = new SessionLog;
    m_calls = new CallList;
    addPanel(u"probes"_s, tr("Probes"), m_probes, Qt::LeftDockWidgetArea);
    addPanel(u"targets"_s, tr("Targets"), m_targetPanel, Qt::LeftDockWidgetArea);
    addPanel(u"parameters"_s, tr("Parameters"), m_parameters, Qt::LeftDockWidgetArea);
    m_problemsDock = addPanel(u"problems"_s, tr("Problems"), m_problems, Qt::BottomDockWidgetArea);
    QDockWidget *log = addPanel(u"log"_s, tr("Session log"), m_log, Qt::BottomDockWidgetArea);
    QDockWidget *calls = addPanel(u"calls"_s, tr("Calls on the target"), m_calls, Qt::BottomDockWidgetArea);
    tabifyDockWidget(log, calls);
    connect(m_calls, &CallList::message, this,
            [this](const QString &text) { m_log->add(Severity::Note, {}, text); });
    tabifyDockWidget(log, m_problemsDock);
    log->raise();
    connect(m_probes, &ProbeList::chosen, this, &MainWindow::chooseProbe);
    connect(m_probes, &ProbeList::runRequested, this, &MainWindow::runProbe);
    connect(m_probes, &ProbeList::editRequested, this, &MainWindow::editProbe);
    connect(m_problems, &ProblemsPanel::placeChosen, this, &MainWindow::goToPlace);
    connect(m_problems, &ProblemsPanel::countChanged, this, [this](int count) {
        m_problemsDock->setWindowTitle(count > 0 ? tr("Problems (%1)").arg(count) : tr("Problems"));
    });
}

void MainWindow::setSideBySide(bool sideBySide)
{
    m_sideBySide->setChecked(sideBySide);
}

void MainWindow::connectEditors()
{
    connect(m_editors, &EditorTabs::countChanged, this, &MainWindow::updateCentre);
    connect(m_editors, &QTabWidget::currentChanged, this, &MainWindow::chooseEditor);
    connect(m_editors, &EditorTabs::currentEdited, this, &MainWindow::chooseEditor);
    connect(m_editors, &EditorTabs::diagnosticsChanged, m_problems, &ProblemsPanel::setChecked);
    connect(m_editors, &EditorTabs::factsFound, this, [this](const QString &fileName, const Facts &facts) {
        SourceEditor *editor = m_editors->current();
        if (m_libraryProbe.isEmpty() && editor && editor->fileName() == fileName)
            m_parameters->setFacts(facts);
    });
    connect(m_editors, &EditorTabs::fileUsed, this, &MainWindow::useFile);
    connect(m_editors, &EditorTabs::message, this,
            [this](const QString &text) { m_log->add(Severity::Warning, {}, text); });
    connect(m_editors, &EditorTabs::recovered, this, [this](int count) {
        m_log->add(Severity::Note, {},
                   tr("%n text(s) that the last session left unsaved are open again", nullptr, count));
    });
}

void MainWindow::loadProbes()
{
    inBackground(this, m_services.listProbes, [this](const Result<QList<LibraryProbe>> &probes) {
        if (!probes) {
            m_log->add(Severity::Error, {}, describe(probes.error()));
            return;
        }
        m_probes->setProbes(*probes);
        m_welcome->setProbes(*probes);
    });
}

void MainWindow::restoreWindow()
{
    resize(1280, 800);
    resizeDocks({m_panels.at(0)}, {230}, Qt::Horizontal);
    resizeDocks({m_problemsDock}, {130}, Qt::Vertical);
    resizeDocks({m_panels.at(0), m_panels.at(1), m_panels.at(2)}, {210, 220, 220}, Qt::Vertical);
    restoreGeometry(m_settings.geometry());
    restoreState(m_settings.layout());
    updateCentre();
}

void MainWindow::openFile(const QString &path)
{
    QFile file(path);
    const bool recording = file.open(QIODevice::ReadOnly) && file.peek(6) == "\x89RSREC"_ba;
    if (recording || path.endsWith(".rsrec"_L1))
        openRecording(path);
    else
        m_editors->open(path);
}

void MainWindow::editProbe(const QString &name)
{
    inBackground(
        this, [find = m_services.findProbe, name] { return find(name); },
        [this](const Result<ProbeSource> &source) {
            if (!source)
                m_log->add(Severity::Error, {}, describe(source.error()));
            else
                m_editors->open(source->fileName);
        });
}

void MainWindow::goToPlace(const QString &file, int line, int column)
{
    const auto go = [line, column](SourceEditor *editor) {
        if (line > 0)
            editor->code().goTo(line, column);
    };
    if (SourceEditor *editor = m_editors->find(file)) {
        m_editors->setCurrentWidget(editor);
        go(editor);
    } else if (QFileInfo(file).isFile()) {
        m_editors->open(file, go);
    }
}

void MainWindow::showSettings()
{
    auto *dialog = new SettingsDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SettingsDialog::themeChanged, this, [this] { applyTheme(m_settings.theme()); });
    connect(dialog, &SettingsDialog::discoveryChanged, m_targets, &TargetHub::follow);
    connect(dialog, &SettingsDialog::editorFontChanged, m_editors, &EditorTabs::setCodeFont);
    dialog->open();
}

void MainWindow::showHelp()
{
    auto *help = new HelpWindow(this);
    help->setAttribute(Qt::WA_DeleteOnClose);
    help->show();
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && isActiveWindow())
        m_editors->checkOutside();
}

// Unsaved texts are asked about, runs are ended in order; then the window closes for good.
void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_closing) {
        event->accept();
        return;
    }
    event->ignore();
    m_editors->closeAll([this](bool close) {
        if (!close)
            return;
        m_settings.setWindow(saveGeometry(), saveState());
        rememberSession();
        m_sessionKnown = false; // closing is not what shall be remembered
        m_runs->stopAll([this] {
            m_closing = true;
            this->close();
        });
    });
}

} // namespace radiosonde
