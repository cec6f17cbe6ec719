// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/time_plot.h"

#include "views/quantity.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace radiosonde
{

namespace
{

constexpr qint64 leastRange = 1'000'000; // ns
constexpr double shortDrag = 4;          // pixels: a click

} // namespace

TimePlot::TimePlot(QWidget *parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
}

void TimePlot::setRange(const std::optional<TimeRange> &range)
{
    m_range = range;
    update();
}

TimeRange TimePlot::range() const
{
    if (m_range)
        return *m_range;
    const TimeRange all = extent();
    if (all.to > all.from && all.to - all.from < leastRange) // one point: in the middle of a second
        return {all.from - 500'000'000, all.to + 500'000'000};
    return all;
}

void TimePlot::setLinkedTime(const std::optional<qint64> &time)
{
    if (time == m_linked)
        return;
    m_linked = time;
    update();
}

double TimePlot::xOf(qint64 time) const
{
    const TimeRange seen = range();
    const QRectF area = timeArea();
    const double share = (double(time) - double(seen.from)) / qMax(1.0, double(seen.to) - double(seen.from));
    return area.left() + share * area.width();
}

qint64 TimePlot::timeAt(double x) const
{
    const TimeRange seen = range();
    const QRectF area = timeArea();
    const double share = std::clamp((x - area.left()) / qMax(1.0, area.width()), 0.0, 1.0);
    return seen.from + qint64(share * double(seen.to - seen.from));
}

void TimePlot::choose(qint64 from, qint64 to)
{
    if (to - from >= leastRange)
        Q_EMIT rangeChosen(TimeRange{from, to});
}

void TimePlot::zoom(qint64 middle, double factor)
{
    const TimeRange seen = range();
    if (factor != 1)
        choose(middle - qint64(double(middle - seen.from) * factor),
               middle + qint64(double(seen.to - middle) * factor));
}

QString TimePlot::holeText(const TimeMarks &marks, qint64 time)
{
    for (const TimeMarks::Hole &hole : marks.holes()) {
        if (time >= hole.from && time < hole.from + hole.durationNs)
            return tr("Nothing is known of this time (%1)").arg(durationText(hole.durationNs));
    }
    return {};
}

void TimePlot::pan(double pixels)
{
    const TimeRange seen = range();
    const double share = pixels / qMax(1.0, timeArea().width());
    const auto by = qint64(share * double(seen.to - seen.from));
    if (by != 0)
        choose(seen.from - by, seen.to - by);
}

void TimePlot::mousePressEvent(QMouseEvent *event)
{
    const bool shifted = event->button() == Qt::LeftButton && event->modifiers().testFlag(Qt::ShiftModifier);
    if (shifted || event->button() == Qt::MiddleButton)
        m_panned = event->position().x();
    else if (event->button() == Qt::LeftButton)
        m_pressed = event->position().x();
}

void TimePlot::mouseMoveEvent(QMouseEvent *event)
{
    m_pointer = event->position().x();
    if (m_panned)
        pan(m_pointer - *std::exchange(m_panned, m_pointer));
    const QRectF area = timeArea();
    const bool inside = m_pointer >= area.left() && m_pointer <= area.right();
    Q_EMIT timeHovered(inside ? std::optional(timeAt(m_pointer)) : std::nullopt);
    update();
}

void TimePlot::mouseReleaseEvent(QMouseEvent *event)
{
    m_panned.reset();
    if (!m_pressed || event->button() != Qt::LeftButton)
        return;
    const double from = qMin(*m_pressed, event->position().x());
    const double to = qMax(*m_pressed, event->position().x());
    m_pressed.reset();
    update();
    const TimeRange chosen{timeAt(from), timeAt(to)};
    if (to - from >= shortDrag && chosen.to - chosen.from >= leastRange)
        dragged(chosen);
}

void TimePlot::mouseDoubleClickEvent(QMouseEvent *)
{
    m_pressed.reset();
    doubleClicked();
}

void TimePlot::wheelEvent(QWheelEvent *event)
{
    zoom(timeAt(event->position().x()), std::pow(0.8, event->angleDelta().y() / 120.0));
    pan(event->angleDelta().x() / 2.0);
    event->accept();
}

void TimePlot::keyPressEvent(QKeyEvent *event)
{
    const TimeRange seen = range();
    const qint64 step = (seen.to - seen.from) / 5;
    switch (event->key()) {
    case Qt::Key_Plus:
        zoom(seen.from + (seen.to - seen.from) / 2, 0.64);
        break;
    case Qt::Key_Minus:
        zoom(seen.from + (seen.to - seen.from) / 2, 1 / 0.64);
        break;
    case Qt::Key_Left:
        choose(seen.from - step, seen.to - step);
        break;
    case Qt::Key_Right:
        choose(seen.from + step, seen.to + step);
        break;
    case Qt::Key_Home:
        Q_EMIT rangeChosen(std::nullopt);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void TimePlot::leaveEvent(QEvent *)
{
    m_pointer = -1;
    Q_EMIT timeHovered(std::nullopt);
    update();
}

} // namespace radiosonde
