// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/timeline.h"

#include <QObject>
#include <QTimer>

namespace radiosonde
{

class RunDeck;
class RunSession;
class RunView;
class TimelinePanel;

// Feeds the timeline with the runs of the window, a few times a second while it is seen, and links it with
// them: a range that is dragged there becomes the selection of every run, and pointers show one another.
// GUI thread.
class TimelineLanes : public QObject
{
    Q_OBJECT
public:
    TimelineLanes(RunDeck &runs, TimelinePanel &panel);

    bool eventFilter(QObject *watched, QEvent *event) override; // the panel comes into sight

private:
    void add(RunSession *session, RunView *view);
    void schedule();
    void refresh();
    static TimelineLane laneOf(RunView &view);

    RunDeck &m_runs;
    TimelinePanel &m_panel;
    QTimer m_timer;
};

} // namespace radiosonde
