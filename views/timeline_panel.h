// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/timeline.h"
#include "views/view_panel.h"

namespace radiosonde
{

// The timeline with what all views have around it. Its filter is a text that a lane's probe or target has in
// it; its rows are the parts that are seen, exact. GUI thread.
class TimelinePanel : public ViewPanel
{
    Q_OBJECT
public:
    explicit TimelinePanel(QWidget *parent = nullptr);

    // Of all runs, again whenever something has come. Left out while the panel is frozen.
    void setLanes(std::vector<TimelineLane> lanes);
    Timeline &timeline() { return *m_timeline; }

    void refresh() override {}
    std::unique_ptr<RowCursor> rows(RowFormat format) const override;
    QWidget *picture() const override { return m_timeline; }
    void setLinkedTime(const std::optional<qint64> &time) override { m_timeline->setLinkedTime(time); }

protected:
    QByteArray selectedText(RowFormat format) const override;
    void applyFilter(const QString &text) override;
    void applyFreeze(bool frozen) override;

private:
    void show();

    Timeline *m_timeline;
    std::vector<TimelineLane> m_lanes; // before the filter
    QString m_filter;
};

} // namespace radiosonde
