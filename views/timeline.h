// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/activity_columns.h"
#include "views/time_plot.h"

#include <memory>

namespace radiosonde
{

// A run on the timeline.
struct TimelineLane
{
    QString probe;
    QString target; // for people
    std::shared_ptr<const ActivityStore> activity;
    std::optional<TimeRange> selected; // what the run's views look at; empty: all
    qint64 downUntil = 0; // the link has been down from the end of what is known till now; 0: it is up
};

// Lanes one below the other on one axis of wall-clock time, one for each run: how much happened when, what
// was lost and what is not known. Dragging chooses a range for the views of all runs, which is told by
// rangeDragged(); what is seen of the time changes by itself with the wheel and the keys of TimePlot. Return
// chooses what is seen, Escape chooses all. GUI thread.
class Timeline : public TimePlot
{
    Q_OBJECT
public:
    explicit Timeline(QWidget *parent = nullptr);

    void setLanes(std::vector<TimelineLane> lanes);
    const std::vector<TimelineLane> &lanes() const { return m_lanes; }
    void setLogarithmic(bool logarithmic);

    QString textAt(const QPointF &position) const; // what the tooltip says there; empty outside
    QRectF laneArea(int lane) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void rangeDragged(const std::optional<radiosonde::TimeRange> &range); // empty: all there is

protected:
    TimeRange extent() const override;
    QRectF timeArea() const override;
    void dragged(const TimeRange &range) override { Q_EMIT rangeDragged(range); }
    void doubleClicked() override { Q_EMIT rangeDragged(std::nullopt); }
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    double lineHeight() const;
    double leastHeight() const; // of the whole picture
    ActivityParts columnsOf(const TimelineLane &lane) const;
    double heightOf(double value, double most, double room) const;
    QRectF between(qint64 from, qint64 to, const QRectF &area, double least) const;

    // timeline_paint.cpp
    void paintLane(QPainter &painter, int lane) const;
    void paintLabels(QPainter &painter, const TimelineLane &lane, const QRectF &area, double most) const;
    void paintKnown(QPainter &painter, const TimelineLane &lane, const QRectF &area) const;
    void paintBars(QPainter &painter, const ActivityStore &activity, const ActivityParts &columns,
                   const QRectF &area, double most, const QColor &color) const;
    void paintUnknown(QPainter &painter, const TimelineLane &lane, const QRectF &area) const;
    void paintLost(QPainter &painter, const TimelineLane &lane, const QRectF &area) const;
    void paintSelected(QPainter &painter, const TimelineLane &lane, const QRectF &area) const;

    std::vector<TimelineLane> m_lanes;
    bool m_logarithmic = false;
};

// "1,234 events", "12.4 k counted": a number of what a lane counts, in words.
QString activityText(const ActivityStore &activity, const QString &number);

} // namespace radiosonde
