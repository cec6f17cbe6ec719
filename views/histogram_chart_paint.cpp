// SPDX-License-Identifier: GPL-3.0-or-later
// How HistogramChart is drawn.
#include "views/histogram_chart.h"
#include "views/quantity.h"
#include "views/theme.h"

#include <QLocale>
#include <QPainter>

#include <cmath>

namespace radiosonde
{

void HistogramChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    const Layout layout = computeLayout();
    if (layout.plot.width() < 20 || layout.plot.height() < 20)
        return;
    paintGrid(painter, layout);
    paintBars(painter, layout);
    paintMarks(painter, layout);
    paintLabels(painter, layout);
}

void HistogramChart::paintGrid(QPainter &painter, const Layout &layout) const
{
    const Shades tones = shades(palette());
    const double line = fontMetrics().height();
    for (double value = 0; value <= layout.top * 1.0001; value += layout.step) {
        const double y = std::round(layout.plot.bottom() - value / layout.top * layout.plot.height()) + 0.5;
        painter.setPen(QPen(tones.line, 1));
        painter.drawLine(QPointF(layout.plot.left(), y), QPointF(layout.plot.right(), y));
        painter.setPen(tones.muted);
        painter.drawText(QRectF(0, y - line, layout.plot.left() - line * 0.4, line * 2),
                         Qt::AlignRight | Qt::AlignVCenter, shortNumber(value));
    }
}

void HistogramChart::paintBars(QPainter &painter, const Layout &layout) const
{
    const Shades tones = shades(palette());
    for (int i = 0; i < layout.slots; ++i) {
        const int slot = layout.firstSlot + i;
        const QRectF bar = barOf(layout, slot);
        const double gap = qMin(3.0, bar.width() * 0.12);
        if (slot == m_hovered)
            painter.fillRect(QRectF(bar.left(), layout.plot.top(), bar.width(), layout.plot.height()),
                             blend(palette().color(QPalette::Base), tones.bar, 0.12));
        painter.fillRect(bar.adjusted(gap, 0, -gap, 0), tones.bar);
    }
}

// Lower bounds below the bars' left edges, as many as fit without touching.
void HistogramChart::paintLabels(QPainter &painter, const Layout &layout) const
{
    const Shades tones = shades(palette());
    const double line = fontMetrics().height();
    const double width = layout.plot.width() / layout.slots;
    double widest = 0;
    for (int i = 0; i <= layout.slots; ++i) {
        const QString text = shortQuantity(double(bucketOf(m_spec, layout.firstSlot + i).low), m_spec.unit);
        widest = qMax(widest, double(fontMetrics().horizontalAdvance(text)));
    }
    const int stride = qMax(1, int(std::ceil((widest + line) / width)));
    for (int i = 0; i < layout.slots; i += stride) {
        const QString text = shortQuantity(double(bucketOf(m_spec, layout.firstSlot + i).low), m_spec.unit);
        const double x = layout.plot.left() + i * width;
        painter.setPen(QPen(tones.line, 1));
        painter.drawLine(QPointF(x, layout.plot.bottom()), QPointF(x, layout.plot.bottom() + line * 0.25));
        painter.setPen(tones.muted);
        const double left = qBound(0.0, x - widest / 2 - 2, this->width() - widest - 4);
        painter.drawText(QRectF(left, layout.plot.bottom() + line * 0.35, widest + 4, line), Qt::AlignCenter,
                         text);
    }
    if (!m_title.isEmpty()) {
        QFont bold = font();
        bold.setWeight(QFont::DemiBold);
        painter.setFont(bold);
        painter.setPen(palette().color(QPalette::Text));
        const QRectF area(layout.plot.left(), line * 0.2, layout.plot.width(), line * 1.2);
        painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(m_title, Qt::ElideRight, int(area.width())));
        painter.setFont(font());
    }
}

// A dotted line at the bucket that holds the median and the 99th percentile, and the number of values.
void HistogramChart::paintMarks(QPainter &painter, const Layout &layout) const
{
    const Shades tones = shades(palette());
    const double line = fontMetrics().height();
    const double y = layout.plot.top() - line * 1.15;
    painter.setPen(tones.muted);
    painter.drawText(QRectF(layout.plot.left(), y, layout.plot.width(), line),
                     Qt::AlignRight | Qt::AlignVCenter, tr("%L1 values").arg(m_total));
    double leftmost =
        layout.plot.right() - fontMetrics().horizontalAdvance(tr("%L1 values").arg(m_total)) - line;
    const std::pair<double, QString> marks[] = {{0.99, QStringLiteral("p99")}, {0.5, QStringLiteral("p50")}};
    for (const auto &[share, name] : marks) {
        const int slot = quantileSlot(m_counts, share);
        if (slot < 0)
            continue;
        const double x = std::round(barOf(layout, slot).center().x()) + 0.5;
        QPen pen(tones.warning, 1, Qt::DashLine);
        painter.setPen(pen);
        painter.drawLine(QPointF(x, layout.plot.top()), QPointF(x, layout.plot.bottom()));
        const double width = fontMetrics().horizontalAdvance(name) + 4;
        const double at = qMin(x - width / 2, leftmost - width);
        painter.drawText(QRectF(at, y, width, line), Qt::AlignCenter, name);
        leftmost = at - line * 0.3;
    }
}

} // namespace radiosonde
