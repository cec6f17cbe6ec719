// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/run/timeline_lanes.h"

#include "app/window/pages/run_selection.h"
#include "app/window/pages/run_view.h"
#include "app/window/run/run_deck.h"
#include "views/timeline_panel.h"

#include <QDateTime>
#include <QEvent>

namespace radiosonde
{

namespace
{

constexpr int refreshMs = 200;

} // namespace

TimelineLanes::TimelineLanes(RunDeck &runs, TimelinePanel &panel)
    : QObject(&panel), m_runs(runs), m_panel(panel)
{
    panel.installEventFilter(this);
    m_timer.setSingleShot(true);
    m_timer.setInterval(refreshMs);
    connect(&m_timer, &QTimer::timeout, this, &TimelineLanes::refresh);
    connect(&runs, &RunDeck::added, this, &TimelineLanes::add);
    connect(&runs, &RunDeck::countChanged, this, &TimelineLanes::schedule);
    connect(&panel, &ViewPanel::rangeChosen, this, [this](const std::optional<TimeRange> &range) {
        for (RunView *view : m_runs.views())
            view->selection().chooseRange(range);
    });
    connect(&panel, &ViewPanel::timeHovered, this, [this](const std::optional<qint64> &time) {
        for (RunView *view : m_runs.views())
            view->selection().linkTime(time);
    });
}

bool TimelineLanes::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_panel && event->type() == QEvent::Show)
        schedule();
    return QObject::eventFilter(watched, event);
}

void TimelineLanes::add(RunSession *session, RunView *view)
{
    connect(session, &RunSession::updated, this, &TimelineLanes::schedule);
    connect(session, &RunSession::figuresChanged, this, &TimelineLanes::schedule);
    connect(session, &RunSession::stateChanged, this, &TimelineLanes::schedule);
    connect(&view->selection(), &RunSelection::changed, this, &TimelineLanes::refresh);
    connect(&view->selection(), &RunSelection::timeHovered, &m_panel, &ViewPanel::setLinkedTime);
}

void TimelineLanes::schedule()
{
    if (!m_timer.isActive())
        m_timer.start();
}

TimelineLane TimelineLanes::laneOf(RunView &view)
{
    const RunSession &session = view.session();
    TimelineLane lane;
    lane.probe = session.plan()->probe;
    lane.target = session.targetTitle();
    lane.activity = session.activity();
    lane.selected = view.selection().current().range;
    if (session.state() == RunSession::State::Reconnecting)
        lane.downUntil = QDateTime::currentMSecsSinceEpoch() * 1'000'000;
    return lane;
}

void TimelineLanes::refresh()
{
    if (!m_panel.isVisible())
        return;
    std::vector<TimelineLane> lanes;
    bool waiting = false;
    for (RunView *view : m_runs.views()) {
        if (view->session().activity())
            lanes.push_back(laneOf(*view));
        waiting = waiting || view->session().state() == RunSession::State::Reconnecting;
    }
    m_panel.setLanes(std::move(lanes));
    if (waiting)
        schedule();
}

} // namespace radiosonde
