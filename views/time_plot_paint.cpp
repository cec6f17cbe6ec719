// SPDX-License-Identifier: GPL-3.0-or-later
// What all pictures over time draw alike.
#include "views/axis.h"
#include "views/theme.h"
#include "views/time_plot.h"

#include <QPainter>

#include <cmath>

namespace radiosonde
{

using namespace Qt::StringLiterals;

void TimePlot::paintMarks(QPainter &painter, const TimeMarks &marks, const QRectF &area) const
{
    paintHoles(painter, marks, area);
    paintLosses(painter, marks, area);
}

void TimePlot::paintHoles(QPainter &painter, const TimeMarks &marks, const QRectF &area) const
{
    const QColor color = shades(palette()).line;
    for (const TimeMarks::Hole &hole : marks.holes()) {
        const double left = qMax(area.left(), xOf(hole.from));
        const double right = qMin(area.right(), xOf(hole.from + hole.durationNs));
        if (right >= left)
            painter.fillRect(QRectF(left, area.top(), qMax(1.0, right - left), area.height()),
                             QBrush(color, Qt::BDiagPattern));
    }
}

void TimePlot::paintLosses(QPainter &painter, const TimeMarks &marks, const QRectF &area) const
{
    painter.setPen(QPen(shades(palette()).warning, 1, Qt::DotLine));
    double last = -1; // losses that share a column of pixels are one line
    for (const TimeMarks::Loss &loss : marks.losses()) {
        const double x = std::round(xOf(loss.time)) + 0.5;
        if (x == last || x < area.left() || x > area.right() + 1)
            continue;
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        last = x;
    }
}

void TimePlot::paintTimes(QPainter &painter) const
{
    const Shades tones = shades(palette());
    const QRectF area = timeArea();
    const double line = fontMetrics().height();
    const double widest = fontMetrics().horizontalAdvance(u"00:00:00.000"_s) + line;
    const TimeRange seen = range();
    const QList<qint64> ticks = timeTicks(seen.from, seen.to, qMax(1, int(area.width() / widest)));
    const qint64 step = ticks.size() > 1 ? ticks.at(1) - ticks.at(0) : seen.to - seen.from;
    for (const qint64 tick : ticks) {
        const double x = std::round(xOf(tick)) + 0.5;
        painter.setPen(QPen(tones.line, 1));
        painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + line * 0.3));
        painter.setPen(tones.muted);
        const QString text = timeTickText(tick, step);
        const double own = fontMetrics().horizontalAdvance(text) + 2;
        const double left = qBound(0.0, x - own / 2, qMax(0.0, width() - own)); // never cut off
        painter.drawText(QRectF(left, area.bottom() + line * 0.4, own, line), Qt::AlignCenter, text);
    }
}

void TimePlot::paintPointer(QPainter &painter) const
{
    const QRectF area = timeArea();
    const Shades tones = shades(palette());
    if (m_linked && m_pointer < 0) {
        const double x = std::round(xOf(*m_linked)) + 0.5;
        painter.setPen(QPen(tones.muted, 1, Qt::DashLine));
        if (x >= area.left() && x <= area.right())
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    }
    if (m_pressed) {
        QColor color = tones.bar;
        color.setAlphaF(0.2F);
        const QRectF dragged(QPointF(qMin(*m_pressed, m_pointer), area.top()),
                             QPointF(qMax(*m_pressed, m_pointer), area.bottom()));
        painter.fillRect(dragged.intersected(area), color);
    }
    if (m_pointer < area.left() || m_pointer > area.right())
        return;
    painter.setPen(QPen(tones.muted, 1));
    painter.drawLine(QPointF(m_pointer, area.top()), QPointF(m_pointer, area.bottom()));
    const QString text = timeTickText(timeAt(m_pointer), 1'000'000);
    const double width = fontMetrics().horizontalAdvance(text);
    const bool right = m_pointer + 4 + width <= area.right();
    painter.drawText(
        QPointF(right ? m_pointer + 4 : m_pointer - 4 - width, area.top() - fontMetrics().height() * 0.25),
        text);
}

} // namespace radiosonde
