// SPDX-License-Identifier: GPL-3.0-or-later
// How CounterChart is drawn.
#include "views/axis.h"
#include "views/counter_chart.h"
#include "views/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace radiosonde
{

using namespace Qt::StringLiterals;

void CounterChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    const QList<Band> bands = computeBands();
    const Range seen = range();
    if (bands.isEmpty() || seen.to <= seen.from || bands.first().plot.height() < 10) {
        painter.setPen(shades(palette()).muted);
        painter.drawText(rect(), Qt::AlignCenter, tr("No values yet"));
        return;
    }
    for (const Band &band : bands)
        paintBand(painter, band);
    paintTimes(painter, bands.last().plot);
    paintHovered(painter, bands);
}

void CounterChart::paintBand(QPainter &painter, const Band &band) const
{
    const Shades tones = shades(palette());
    const double line = fontMetrics().height();
    const int most = qMax(1, int(band.plot.height() / (line * 2)));
    const QList<double> ticks = band.logarithmic ? logTicks(band.low, band.high, most, band.unit)
                                                 : axisTicks(band.low, band.high, most, band.unit);
    for (const double tick : ticks) {
        const double y = std::round(yOf(band, tick)) + 0.5;
        if (y > band.plot.bottom() + 1)
            continue;
        painter.setPen(QPen(tones.line, 1));
        painter.drawLine(QPointF(band.plot.left(), y), QPointF(band.plot.right(), y));
        painter.setPen(tones.muted);
        painter.drawText(QRectF(0, y - line, band.plot.left() - line * 0.4, line * 2),
                         Qt::AlignRight | Qt::AlignVCenter, valueText(band, tick));
    }
    painter.save();
    painter.setClipRect(band.plot.adjusted(-2, -2, 2, 2));
    paintHoles(painter, band);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const qsizetype column : band.columns)
        paintSeries(painter, band, column);
    paintLosses(painter, band);
    painter.restore();
}

void CounterChart::paintHoles(QPainter &painter, const Band &band) const
{
    const QColor color = shades(palette()).line;
    for (const CounterStore::Hole &hole : m_holes) {
        const double left = xOf(band, hole.from);
        const double right = xOf(band, hole.from + hole.durationNs);
        painter.fillRect(QRectF(left, band.plot.top(), qMax(1.0, right - left), band.plot.height()),
                         QBrush(color, Qt::BDiagPattern));
    }
}

void CounterChart::paintLosses(QPainter &painter, const Band &band) const
{
    const QColor color = shades(palette()).warning;
    for (const CounterStore::Loss &loss : m_losses) {
        const double x = std::round(xOf(band, loss.time)) + 0.5;
        painter.setPen(QPen(color, 1, Qt::DotLine));
        painter.drawLine(QPointF(x, band.plot.top()), QPointF(x, band.plot.bottom()));
    }
}

// Of points that share a column of pixels the least and the most are drawn: nothing that sticks out is lost.
void CounterChart::paintSeries(QPainter &painter, const Band &band, qsizetype column) const
{
    const std::vector<SeriesPoint> &points = series(column);
    const Range seen = range();
    const auto before = [](const SeriesPoint &point, qint64 time) { return point.time < time; };
    auto first = std::lower_bound(points.begin(), points.end(), seen.from, before);
    auto end = std::lower_bound(points.begin(), points.end(), seen.to, before);
    first = first == points.begin() ? first : std::prev(first); // the line comes in from outside
    end = end == points.end() ? end : std::next(end);
    QPainterPath path;
    for (auto at = first; at != end;) {
        const double x = xOf(band, at->time);
        double least = at->value;
        double most = at->value;
        auto next = at;
        for (; next != end && xOf(band, next->time) < x + 1 && (next == at || !next->afterHole); ++next) {
            least = std::min(least, next->value);
            most = std::max(most, next->value);
        }
        const QPointF low(x, yOf(band, least));
        if (at == first || at->afterHole)
            path.moveTo(low);
        else
            path.lineTo(low);
        if (most > least)
            path.lineTo(x, yOf(band, most));
        at = next;
    }
    const QColor color = seriesColor(palette(), int(column));
    painter.strokePath(path, QPen(color, 1.6));
    if (end - first == 1) {
        painter.setBrush(color);
        painter.drawEllipse(QPointF(xOf(band, first->time), yOf(band, first->value)), 2.5, 2.5);
        painter.setBrush(Qt::NoBrush);
    }
}

void CounterChart::paintTimes(QPainter &painter, const QRectF &plot) const
{
    const Shades tones = shades(palette());
    const double line = fontMetrics().height();
    const double widest = fontMetrics().horizontalAdvance(u"00:00:00.000"_s) + line;
    const Range seen = range();
    const QList<qint64> ticks = timeTicks(seen.from, seen.to, qMax(1, int(plot.width() / widest)));
    const qint64 step = ticks.size() > 1 ? ticks.at(1) - ticks.at(0) : seen.to - seen.from;
    Band band;
    band.plot = plot;
    for (const qint64 tick : ticks) {
        const double x = std::round(xOf(band, tick)) + 0.5;
        painter.setPen(QPen(tones.line, 1));
        painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() + line * 0.3));
        painter.setPen(tones.muted);
        painter.drawText(QRectF(x - widest / 2, plot.bottom() + line * 0.4, widest, line), Qt::AlignCenter,
                         timeTickText(tick, step));
    }
}

// A line at the pointer with what each series has there, and the range that is being dragged.
void CounterChart::paintHovered(QPainter &painter, const QList<Band> &bands) const
{
    const QRectF plot = bands.first().plot;
    const QRectF all(plot.left(), plot.top(), plot.width(), bands.last().plot.bottom() - plot.top());
    if (m_pressed) {
        QColor color = shades(palette()).bar;
        color.setAlphaF(0.2F);
        painter.fillRect(QRectF(QPointF(qMin(*m_pressed, m_pointer), all.top()),
                                QPointF(qMax(*m_pressed, m_pointer), all.bottom()))
                             .intersected(all),
                         color);
    }
    if (m_pointer < plot.left() || m_pointer > plot.right())
        return;
    painter.setPen(QPen(shades(palette()).muted, 1));
    painter.drawLine(QPointF(m_pointer, all.top()), QPointF(m_pointer, all.bottom()));
    const double line = fontMetrics().height();
    painter.drawText(QPointF(m_pointer + 4, all.top() - line * 0.25),
                     timeTickText(timeAt(m_pointer), 1'000'000));
}

} // namespace radiosonde
