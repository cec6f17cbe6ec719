// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/palette/palette_entry.h"
#include "app/window/services.h"
#include "app/window/shell/settings.h"

#include <QMainWindow>
#include <QTimer>

#include <memory>

class QAction;
class QDockWidget;
class QStackedWidget;

namespace radiosonde
{

class CallList;
class EditorTabs;
class MapBrowser;
class ParameterForm;
class ProbeList;
class ProblemsPanel;
class RunDeck;
class RunSession;
class RunView;
class SessionLog;
class SourceEditor;
class StatusLine;
class QuestionDesk;
class TargetHub;
class TargetPanel;
class TimelinePanel;
class ViewPanel;
class WelcomePage;

// The window: library and parameters at the left, sources in the middle, views at the right, problems and the
// log below. Docks can be moved, tabbed and floated; where they stand is remembered.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(WindowServices services, QWidget *parent = nullptr);
    ~MainWindow() override;

    void runProbe(const QString &name); // of the library, with the form's values
    void openFile(const QString &path); // a source or a recording, by its name
    void openRecording(const QString &path);
    void editProbe(const QString &name);

    EditorTabs &editors() { return *m_editors; }
    RunDeck &runs() { return *m_runs; }
    SessionLog &log() { return *m_log; }
    CallList &calls() { return *m_calls; }
    TargetHub &targets() { return *m_targets; }
    TimelinePanel &timeline() { return *m_timeline; }
    MapBrowser &maps() { return *m_maps; }
    void setSideBySide(bool sideBySide); // the runs of one probe on several targets
    void openTargetPage(const QString &url);

    // Layouts of window.md: the sources and all panels, or the views alone.
    void setWatching(bool watching);

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    // main_window.cpp
    void makeCentre();
    void makePanels();
    QDockWidget *addPanel(const QString &name, const QString &title, QWidget *widget,
                          Qt::DockWidgetArea area);
    void connectEditors();
    void loadProbes();
    void restoreWindow();
    void showSettings();
    void showHelp();
    void goToPlace(const QString &file, int line, int column);

    // main_window_actions.cpp
    void makeActions();
    void makeMenus();
    void makeToolBar();
    void makeTargetsMenu();
    QAction *addAction(QMenu *menu, const QString &iconName, const QString &text, const QKeySequence &key,
                       std::function<void()> run);
    void updateRecent();
    void updateActions();
    void useFile(const QString &path);

    // main_window_runs.cpp
    void runCurrent();
    void start(const ProbeSource &source);
    void startOn(RunRequest request, const ProbeSource &source, const KnownTarget &target);
    void stopCurrent();
    void toggleRecording();
    void toggleFreeze();
    void watch(RunSession *session, RunView *view);
    void reportEnd(RunSession &session);
    void reportStart(RunSession &session);
    void reportLink(RunSession &session);
    void chooseProbe(const QString &name); // of the library
    void chooseEditor();
    void updateCentre();
    void shareWidth();

    // main_window_views.cpp
    void makeTimeline();
    void showTimeline();
    void makeMapBrowser();
    void exportFrom(ViewPanel &panel, const QString &baseName);

    // main_window_session.cpp
    void connectSession();
    SessionMemory currentSession() const;
    void rememberSession();
    void restoreSession();
    void runLastAgain();
    void runAgain(const SessionMemory::Run &run);

    // main_window_palette.cpp
    void makePaletteActions(QMenu *view, QMenu *help);
    QList<PaletteEntry> paletteEntries();
    void addProbeEntries(QList<PaletteEntry> &entries);
    void addTargetEntries(QList<PaletteEntry> &entries);
    void addPlaceEntries(QList<PaletteEntry> &entries);
    void openPalette();
    void toggleFullScreen();

    // main_window_targets.cpp
    void makeTargets();
    void connectTargets();
    void editTarget(const SavedTarget &target, const QString &replaces);
    void startBoard(const QString &url);
    void installPackages(const QStringList &packages);
    void watchTarget(RunSession *session);
    void useChosenTarget();

    WindowServices m_services;
    Settings m_settings;
    QStackedWidget *m_centre = nullptr;
    WelcomePage *m_welcome = nullptr;
    EditorTabs *m_editors = nullptr;
    ProbeList *m_probes = nullptr;
    ParameterForm *m_parameters = nullptr;
    ProblemsPanel *m_problems = nullptr;
    SessionLog *m_log = nullptr;
    CallList *m_calls = nullptr;
    RunDeck *m_runs = nullptr;
    StatusLine *m_status = nullptr;
    TargetHub *m_targets = nullptr;
    TargetPanel *m_targetPanel = nullptr;
    QuestionDesk *m_questions = nullptr;
    QList<QDockWidget *> m_targetPages;
    QList<QDockWidget *> m_panels;
    QDockWidget *m_problemsDock = nullptr;
    TimelinePanel *m_timeline = nullptr;
    QDockWidget *m_timelineDock = nullptr;
    MapBrowser *m_maps = nullptr;
    QDockWidget *m_mapsDock = nullptr;
    QMenu *m_recentMenu = nullptr;
    QMenu *m_viewMenu = nullptr;
    QAction *m_run = nullptr;
    QAction *m_stop = nullptr;
    QAction *m_record = nullptr;
    QAction *m_freeze = nullptr;
    QAction *m_watch = nullptr;
    QAction *m_sideBySide = nullptr;
    QList<QAction *> m_editorActions; // want an open source
    QString m_libraryProbe; // what Run runs when no source was touched last; empty: the current source
    std::shared_ptr<Interruptor> m_interruptor; // of compilations for the form
    SessionMemory m_lastSession;                // as it was at the start
    QTimer m_rememberTimer;
    bool m_sessionKnown = false; // what is open may be remembered
    bool m_closing = false;
};

} // namespace radiosonde
