// SPDX-License-Identifier: GPL-3.0-or-later
// How HeatMap is drawn.
#include "views/heat_map.h"
#include "views/quantity.h"
#include "views/theme.h"

#include <QPainter>

#include <cmath>

namespace radiosonde
{

void HeatMap::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    const TimeRange seen = range();
    const QRectF area = timeArea();
    if (seen.to <= seen.from || area.width() < 20 || area.height() < 20) {
        painter.setPen(shades(palette()).muted);
        painter.drawText(rect(), Qt::AlignCenter, tr("No values yet"));
        return;
    }
    compute();
    paintHoles(painter, m_marks, area);
    paintCells(painter);
    paintLosses(painter, m_marks, area);
    paintBuckets(painter);
    paintTimes(painter);
    paintLegend(painter);
    paintPointer(painter);
}

void HeatMap::paintCells(QPainter &painter) const
{
    for (const HeatColumn &column : columns()) {
        for (int row = 0; row < m_rows.count; ++row) {
            const quint64 count = countOf(column, row);
            if (count > 0)
                painter.fillRect(cellOf(column, row), heatColor(palette(), m_scale.at(count)));
        }
    }
}

// The bounds of rows, as many as fit.
void HeatMap::paintBuckets(QPainter &painter) const
{
    const QRectF area = timeArea();
    const Shades tones = shades(palette());
    const double line = fontMetrics().height();
    painter.setPen(QPen(tones.line, 1));
    painter.drawRect(area.adjusted(-0.5, -0.5, 0.5, 0.5));
    const double height = area.height() / m_rows.count;
    const int stride = qMax(1, int(std::ceil(line * 1.3 / height)));
    for (int row = 0; row <= m_rows.count; row += stride) {
        const double y = std::round(yOf(row)) + 0.5;
        painter.setPen(QPen(tones.line, 1));
        painter.drawLine(QPointF(area.left() - line * 0.25, y), QPointF(area.left(), y));
        painter.setPen(tones.muted);
        painter.drawText(QRectF(0, y - line, area.left() - line * 0.4, line * 2),
                         Qt::AlignRight | Qt::AlignVCenter,
                         shortQuantity(double(bucketOf(m_spec, m_rows.firstOf(row)).low), m_spec.unit));
    }
}

// A bar with the colours from the faintest to the last, and the counts that they stand for.
void HeatMap::paintLegend(QPainter &painter) const
{
    if (m_scale.largest() == 0)
        return;
    const QRectF area = timeArea();
    const Shades tones = shades(palette());
    const double line = fontMetrics().height();
    const QRectF bar(area.right() + line, area.top(), line * 0.8, area.height());
    constexpr int steps = 48;
    for (int i = 0; i < steps; ++i) {
        const double amount = HeatScale::faintest + (1 - HeatScale::faintest) * i / (steps - 1);
        const double bottom = std::floor(bar.bottom() - bar.height() * i / steps);
        const double top = std::floor(bar.bottom() - bar.height() * (i + 1) / steps);
        painter.fillRect(QRectF(bar.left(), top, bar.width(), bottom - top), heatColor(palette(), amount));
    }
    painter.setPen(tones.muted);
    const int labels = qBound(1, int(bar.height() / (line * 2.5)), 4);
    for (int i = 0; i <= labels; ++i) {
        const double share = double(i) / labels;
        const double amount = HeatScale::faintest + (1 - HeatScale::faintest) * share;
        QString text = shortNumber(double(m_scale.countAt(amount)));
        if (i == labels && m_scale.largest() > m_scale.top())
            text = tr("%1 or more").arg(text);
        const double y = bar.bottom() - share * bar.height();
        const double top = qBound(bar.top() - line * 0.3, y - line / 2, bar.bottom() - line * 0.7);
        painter.drawText(QRectF(bar.right() + line * 0.3, top, width() - bar.right() - line * 0.3, line),
                         Qt::AlignLeft | Qt::AlignVCenter, text);
    }
}

} // namespace radiosonde
