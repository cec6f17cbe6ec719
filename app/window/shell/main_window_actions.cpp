// SPDX-License-Identifier: GPL-3.0-or-later
// Actions, menus and the tool bar of MainWindow.
#include "app/window/editor/code_editor.h"
#include "app/window/editor/editor_tabs.h"
#include "app/window/editor/source_editor.h"
#include "app/window/pages/run_view.h"
#include "app/window/pages/welcome_page.h"
#include "app/window/panels/probe_list.h"
#include "app/window/panels/target_box.h"
#include "app/window/run/run_deck.h"
#include "app/window/shell/front_action.h"
#include "app/window/shell/main_window.h"
#include "app/window/shell/status_line.h"
#include "views/icon.h"
#include "views/view_panel.h"

#include <QAction>
#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QToolBar>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

// Tool buttons show what stands before a colon, ASCII or full-width.
const QRegularExpression colon(u"[:\\x{FF1A}]"_s);

} // namespace

QAction *MainWindow::addAction(QMenu *menu, const QString &iconName, const QString &text,
                               const QKeySequence &key, std::function<void()> run)
{
    auto *action = new QAction(iconName.isEmpty() ? QIcon() : icon(iconName), text, this);
    action->setShortcut(key);
    const QString plain = plainActionText(text);
    action->setToolTip(
        key.isEmpty()
            ? plain
            : tr("%1 (%2)", "action (shortcut)").arg(plain, key.toString(QKeySequence::NativeText)));
    connect(action, &QAction::triggered, this, [run = std::move(run)] { run(); });
    menu->addAction(action);
    return action;
}

void MainWindow::makeActions()
{
    makeMenus();
    makeToolBar();
    auto *search = new QAction(this); // "/" searches in a view
    search->setShortcut(QKeySequence(Qt::Key_Slash));
    connect(search, &QAction::triggered, this, [this] {
        if (m_runs->current() && m_runs->current()->currentPanel())
            m_runs->current()->currentPanel()->focusFilter();
    });
    QMainWindow::addAction(search);
    const auto openProbe = [this] {
        const QStringList paths = QFileDialog::getOpenFileNames(
            this, tr("Open"), {}, tr("Probes and recordings (*.bpf.c *.c *.h *.rsrec);;All files (*)"));
        for (const QString &path : paths)
            openFile(path);
    };
    connect(m_welcome, &WelcomePage::openRequested, this, openProbe);
}

void MainWindow::makeMenus()
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    addAction(file, u"new"_s, tr("&New probe"), QKeySequence::New, [this] { m_editors->newFile(); });
    addAction(file, u"open"_s, tr("&Open..."), QKeySequence::Open,
              [this] { Q_EMIT m_welcome->openRequested(); });
    const auto openRecordingFile = [this] {
        const QString path = QFileDialog::getOpenFileName(this, tr("Open a recording"), {},
                                                          tr("Recordings (*.rsrec);;All files (*)"));
        if (!path.isEmpty())
            openRecording(path);
    };
    addAction(file, u"recording"_s, tr("Open a &recording..."), QKeySequence(u"Ctrl+Shift+O"_s),
              openRecordingFile);
    connect(m_welcome, &WelcomePage::openRecordingRequested, this, openRecordingFile);
    m_recentMenu = file->addMenu(tr("Recent &files"));
    file->addSeparator();
    m_editorActions +=
        addAction(file, u"save"_s, tr("&Save"), QKeySequence::Save, [this] { m_editors->saveCurrent(); });
    m_editorActions += addAction(file, {}, tr("Save &as..."), QKeySequence(u"Ctrl+Shift+S"_s),
                                 [this] { m_editors->saveCurrentAs(); });
    m_editorActions +=
        addAction(file, {}, tr("&Close"), QKeySequence::Close, [this] { m_editors->closeCurrent(); });
    file->addSeparator();
    addAction(file, u"settings"_s, tr("Se&ttings..."), QKeySequence(u"Ctrl+,"_s), [this] { showSettings(); });
    addAction(file, {}, tr("&Quit"), QKeySequence(u"Ctrl+Q"_s), [this] { close(); });

    QMenu *edit = menuBar()->addMenu(tr("&Edit"));
    const auto onCode = [this](void (CodeEditor::*method)()) {
        return [this, method] {
            if (SourceEditor *editor = m_editors->current())
                (editor->code().*method)();
        };
    };
    m_editorActions += addAction(edit, u"undo"_s, tr("&Undo"), QKeySequence::Undo,
                                 [this] { m_editors->current()->code().undo(); });
    m_editorActions += addAction(edit, u"redo"_s, tr("&Redo"), QKeySequence::Redo,
                                 [this] { m_editors->current()->code().redo(); });
    edit->addSeparator();
    m_editorActions += addAction(edit, u"find"_s, tr("&Find..."), QKeySequence::Find,
                                 [this] { m_editors->current()->openFind(false); });
    m_editorActions += addAction(edit, {}, tr("R&eplace..."), QKeySequence(u"Ctrl+H"_s),
                                 [this] { m_editors->current()->openFind(true); });
    m_editorActions += addAction(edit, {}, tr("Find &next"), QKeySequence(Qt::Key_F3),
                                 [this] { m_editors->current()->findNext(false); });
    m_editorActions += addAction(edit, {}, tr("Find &previous"), QKeySequence(u"Shift+F3"_s),
                                 [this] { m_editors->current()->findNext(true); });
    m_editorActions += addAction(edit, {}, tr("Go to &line..."), QKeySequence(u"Ctrl+G"_s), [this] {
        CodeEditor &code = m_editors->current()->code();
        bool chosen = false;
        const int line =
            QInputDialog::getInt(this, tr("Go to line"), tr("Line"), code.textCursor().blockNumber() + 1, 1,
                                 code.blockCount(), 1, &chosen);
        if (chosen)
            code.goTo(line);
    });
    edit->addSeparator();
    m_editorActions += addAction(edit, {}, tr("&Comment out, or in"), QKeySequence(u"Ctrl+/"_s),
                                 onCode(&CodeEditor::toggleComment));
    m_editorActions += addAction(edit, {}, tr("Apply the proposed fi&x"), QKeySequence(u"Alt+Return"_s),
                                 [this] { m_editors->current()->code().applyFixIt(); });

    QMenu *run = menuBar()->addMenu(tr("&Run"));
    m_run = addAction(run, u"run"_s, tr("&Run"), QKeySequence(Qt::Key_F5), [this] { runCurrent(); });
    m_stop = addAction(run, u"stop"_s, tr("&Stop"), QKeySequence(u"Shift+F5"_s), [this] { stopCurrent(); });
    m_record = addAction(run, u"record"_s, tr("Re&cord..."), QKeySequence(u"Ctrl+R"_s),
                         [this] { toggleRecording(); });
    m_freeze =
        addAction(run, u"freeze"_s, tr("&Freeze"), QKeySequence(Qt::Key_F8), [this] { toggleFreeze(); });
    m_record->setCheckable(true);
    m_freeze->setCheckable(true);

    makeTargetsMenu();
    m_viewMenu = menuBar()->addMenu(tr("&View"));
    m_watch = addAction(m_viewMenu, u"watch"_s, tr("&Watch: views only"), QKeySequence(Qt::Key_F6), [] {});
    m_watch->setCheckable(true);
    connect(m_watch, &QAction::toggled, this, &MainWindow::setWatching);
    m_sideBySide = addAction(m_viewMenu, u"table"_s, tr("Side &by side"), QKeySequence(Qt::Key_F7), [] {});
    m_sideBySide->setCheckable(true);
    m_sideBySide->setToolTip(tr("The runs of one probe on several targets side by side (F7)"));
    connect(m_sideBySide, &QAction::toggled, m_runs, &RunDeck::setSideBySide);
    addAction(m_viewMenu, u"find"_s, tr("&Search the probes"), QKeySequence(u"Ctrl+L"_s), [this] {
        m_panels.first()->show();
        m_panels.first()->raise();
        m_probes->focusSearch();
    });
    m_viewMenu->addSeparator();
    for (QDockWidget *panel : std::as_const(m_panels))
        m_viewMenu->addAction(frontAction(*panel));
    m_viewMenu->addAction(frontAction(*m_timelineDock));
    m_viewMenu->addSeparator();
    const auto zoom = [this](int steps) {
        return [this, steps] {
            if (SourceEditor *editor = m_editors->current())
                editor->code().zoom(steps);
        };
    };
    m_editorActions += addAction(m_viewMenu, {}, tr("Larger text"), QKeySequence::ZoomIn, zoom(1));
    m_editorActions += addAction(m_viewMenu, {}, tr("Smaller text"), QKeySequence::ZoomOut, zoom(-1));
    m_editorActions += addAction(m_viewMenu, {}, tr("Usual text size"), QKeySequence(u"Ctrl+0"_s), zoom(0));

    QMenu *help = menuBar()->addMenu(tr("&Help"));
    addAction(help, u"help"_s, tr("User &guide"), QKeySequence::HelpContents, [this] { showHelp(); });
    makePaletteActions(m_viewMenu, help);
}

void MainWindow::makeToolBar()
{
    QToolBar *bar = addToolBar(tr("Tools"));
    bar->setObjectName(u"tools"_s);
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setIconSize({16, 16});
    bar->addWidget(new TargetBox(*m_targets));
    bar->addSeparator();
    for (QAction *action : {m_run, m_stop, m_record, m_freeze, m_sideBySide, m_watch}) {
        action->setIconText(plainActionText(action->text()).section(colon, 0, 0));
        bar->addAction(action);
    }
}

void MainWindow::updateRecent()
{
    const QStringList paths = m_settings.recentFiles();
    m_recentMenu->clear();
    m_recentMenu->setEnabled(!paths.isEmpty());
    for (const QString &path : paths) {
        QString text = path;
        m_recentMenu->addAction(text.replace(u'&', "&&"_L1), this, [this, path] { openFile(path); });
    }
    m_welcome->setRecentFiles(paths);
}

void MainWindow::useFile(const QString &path)
{
    m_settings.addRecentFile(path);
    updateRecent();
}

void MainWindow::updateActions()
{
    const RunSession *session = m_runs->currentSession();
    const bool running = session && session->state() != RunSession::State::Ended;
    const bool live = running && session->state() == RunSession::State::Running &&
                      !session->request().target.startsWith("file:"_L1);
    const SourceEditor *editor = m_editors->current();
    const QString what = !m_libraryProbe.isEmpty() ? m_libraryProbe
                         : editor                  ? editor->probeName()
                                                   : QString();
    m_run->setEnabled(!what.isEmpty());
    const qsizetype targets = m_targets->targetsToRun().size();
    m_run->setIconText(what.isEmpty() ? tr("Run")
                       : targets > 1  ? tr("Run %1 on %2 targets").arg(what).arg(targets)
                                      : tr("Run %1").arg(what));
    m_stop->setEnabled(running);
    m_record->setEnabled(live);
    m_record->setChecked(session && !session->recording().path.isEmpty());
    m_freeze->setEnabled(session && session->plan());
    m_freeze->setChecked(m_runs->current() && m_runs->current()->frozen());
    for (QAction *action : std::as_const(m_editorActions))
        action->setEnabled(editor);
    m_status->setSession(m_runs->currentSession());
}

} // namespace radiosonde
