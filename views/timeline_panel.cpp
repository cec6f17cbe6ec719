// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline_panel.h"

#include "views/row_cursors.h"
#include "views/timeline_rows.h"

#include <QAction>
#include <QHBoxLayout>
#include <QScrollArea>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

ViewSpec timelineSpec()
{
    ViewSpec spec;
    spec.name = u"timeline"_s;
    spec.title = TimelinePanel::tr("Timeline");
    return spec;
}

} // namespace

TimelinePanel::TimelinePanel(QWidget *parent) : ViewPanel(timelineSpec(), parent), m_timeline(new Timeline)
{
    setFilterHint(tr("Probe or target"), tr("Show the lanes whose probe or target has this in its name"));
    const QAction *logarithmic =
        addToggle(1, tr("Log"), QKeySequence(u"Alt+L"_s), tr("Logarithmic height of the bars"));
    connect(logarithmic, &QAction::toggled, m_timeline, &Timeline::setLogarithmic);
    auto *area = new QScrollArea;
    area->setWidget(m_timeline);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusProxy(m_timeline);
    setPicture(area);
    connect(m_timeline, &TimePlot::rangeChosen, m_timeline, &TimePlot::setRange);
    connect(m_timeline, &Timeline::rangeDragged, this, &ViewPanel::rangeChosen);
    connect(m_timeline, &TimePlot::timeHovered, this, &ViewPanel::timeHovered);
    show();
}

void TimelinePanel::setLanes(std::vector<TimelineLane> lanes)
{
    if (isFrozen()) {
        for (TimelineLane &lane : m_lanes) { // what the views look at is shown all the same
            const auto same = std::ranges::find_if(lanes, [&](const TimelineLane &other) {
                return other.probe == lane.probe && other.target == lane.target;
            });
            if (same != lanes.end())
                lane.selected = same->selected;
        }
    } else {
        m_lanes = std::move(lanes);
    }
    show();
}

void TimelinePanel::show()
{
    std::vector<TimelineLane> shown;
    for (const TimelineLane &lane : m_lanes) {
        if (lane.probe.contains(m_filter, Qt::CaseInsensitive) ||
            lane.target.contains(m_filter, Qt::CaseInsensitive))
            shown.push_back(lane);
    }
    setCountText(shown.size() == m_lanes.size()
                     ? tr("%n lane(s)", nullptr, int(shown.size()))
                     : tr("%1 of %n lane(s)", nullptr, int(m_lanes.size())).arg(shown.size()));
    m_timeline->setLanes(std::move(shown));
}

void TimelinePanel::applyFilter(const QString &text)
{
    m_filter = text.trimmed();
    show();
}

// A copy of what runs have so far: they go on.
void TimelinePanel::applyFreeze(bool frozen)
{
    if (!frozen)
        return;
    for (TimelineLane &lane : m_lanes)
        lane.activity = std::make_shared<ActivityStore>(*lane.activity);
    show();
}

QByteArray TimelinePanel::selectedText(RowFormat format) const
{
    return timelineText(m_timeline->lanes(), m_timeline->range(), format);
}

std::unique_ptr<RowCursor> TimelinePanel::rows(RowFormat format) const
{
    return std::make_unique<TextCursor>(selectedText(format));
}

} // namespace radiosonde
