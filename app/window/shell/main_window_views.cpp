// SPDX-License-Identifier: GPL-3.0-or-later
// Views of MainWindow that are of all runs together.
#include "app/window/pages/run_view.h"
#include "app/window/pages/view_export.h"
#include "app/window/panels/session_log.h"
#include "app/window/run/run_deck.h"
#include "app/window/run/run_session.h"
#include "app/window/run/timeline_lanes.h"
#include "app/window/shell/front_action.h"
#include "app/window/shell/main_window.h"
#include "views/map_browser.h"
#include "views/timeline_panel.h"

#include <QAction>
#include <QDockWidget>
#include <QTimer>

namespace radiosonde
{

using namespace Qt::StringLiterals;

void MainWindow::makeTimeline()
{
    m_timeline = new TimelinePanel;
    m_timelineDock = new QDockWidget(tr("Timeline"), this);
    m_timelineDock->setObjectName(u"timeline"_s);
    m_timelineDock->setWidget(m_timeline);
    addDockWidget(Qt::BottomDockWidgetArea, m_timelineDock);
    tabifyDockWidget(m_problemsDock, m_timelineDock);
    m_log->parentWidget()->raise(); // as it was
    frontAction(*m_timelineDock, QKeySequence(Qt::Key_F9),
                tr("What happened when, a lane for each run (F9)"));
    new TimelineLanes(*m_runs, *m_timeline);
    exportFrom(*m_timeline, u"timeline"_s);
}

// Tall enough for its lanes, but not much taller than a fourth of the window.
void MainWindow::showTimeline()
{
    m_timelineDock->show();
    QTimer::singleShot(0, this, [this] {
        const int strip = m_timelineDock->height() - m_timeline->timeline().parentWidget()->height();
        const int wanted = strip + m_timeline->timeline().sizeHint().height();
        resizeDocks({m_timelineDock}, {qMin(wanted, height() * 3 / 10)}, Qt::Vertical);
    });
}

void MainWindow::makeMapBrowser()
{
    m_maps = new MapBrowser;
    m_mapsDock = addPanel(u"maps"_s, tr("Maps"), m_maps, Qt::BottomDockWidgetArea);
    tabifyDockWidget(m_problemsDock, m_mapsDock);
    m_log->parentWidget()->raise(); // as it was
    frontAction(*m_mapsDock, QKeySequence(u"Ctrl+M"_s),
                tr("The maps of running programs, entry by entry (Ctrl+M)"));
    exportFrom(*m_maps, u"map"_s);
    const auto update = [this] {
        QList<MapRun> runs;
        for (const RunSession *session : m_runs->sessions()) {
            if (session->maps())
                runs += {session->title(), session->maps()};
        }
        m_maps->setRuns(runs);
    };
    connect(m_runs, &RunDeck::countChanged, m_maps, update);
    connect(m_runs, &RunDeck::added, m_maps, [this, update](RunSession *session) {
        connect(session, &RunSession::begun, m_maps, update);
        connect(session, &RunSession::linkChanged, m_maps, update);
    });
}

void MainWindow::exportFrom(ViewPanel &panel, const QString &baseName)
{
    connectExports(panel, baseName, [this](const QString &text) { m_log->add(Severity::Note, {}, text); });
}

} // namespace radiosonde
