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
    const TimeRange seen = range();
    if (bands.isEmpty() || seen.to <= seen.from || bands.first().plot.height() < 10) {
        painter.setPen(shades(palette()).muted);
        painter.drawText(rect(), Qt::AlignCenter, tr("No values yet"));
        return;
    }
    for (const Band &band : bands)
        paintBand(painter, band);
    paintTimes(painter);
    paintPointer(painter);
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
    paintHoles(painter, m_marks, band.plot);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const qsizetype column : band.columns)
        paintSeries(painter, band, column);
    paintLosses(painter, m_marks, band.plot);
    painter.restore();
}

// Of points that share a column of pixels the least and the most are drawn: nothing that sticks out is lost.
void CounterChart::paintSeries(QPainter &painter, const Band &band, qsizetype column) const
{
    const std::vector<SeriesPoint> &points = series(column);
    const TimeRange seen = range();
    const auto before = [](const SeriesPoint &point, qint64 time) { return point.time < time; };
    auto first = std::lower_bound(points.begin(), points.end(), seen.from, before);
    auto end = std::lower_bound(points.begin(), points.end(), seen.to, before);
    first = first == points.begin() ? first : std::prev(first); // the line comes in from outside
    end = end == points.end() ? end : std::next(end);
    QPainterPath path;
    for (auto at = first; at != end;) {
        const double x = xOf(at->time);
        double least = at->value;
        double most = at->value;
        auto next = at;
        for (; next != end && xOf(next->time) < x + 1 && (next == at || !next->afterHole); ++next) {
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
        painter.drawEllipse(QPointF(xOf(first->time), yOf(band, first->value)), 2.5, 2.5);
        painter.setBrush(Qt::NoBrush);
    }
}

} // namespace radiosonde
