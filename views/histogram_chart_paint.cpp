// SPDX-License-Identifier: GPL-3.0-or-later
// How HistogramChart is drawn.
#include "core/model/quantile.h"
#include "views/histogram_chart.h"
#include "views/quantity.h"
#include "views/theme.h"

#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace radiosonde
{

using namespace Qt::StringLiterals;

void HistogramChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    const Layout layout = computeLayout();
    if (layout.plot.width() < 20 || layout.plot.height() < 20)
        return;
    paintGrid(painter, layout);
    if (m_series.isEmpty()) {
        paintBars(painter, layout);
        paintCumulative(painter, layout);
        paintMarks(painter, layout);
    } else {
        paintSeries(painter, layout);
        paintLegend(painter, layout);
    }
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
                         Qt::AlignRight | Qt::AlignVCenter, valueText(value));
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

// A dashed line at each quantile with its name, and the quantiles' values above.
void HistogramChart::paintMarks(QPainter &painter, const Layout &layout) const
{
    struct Mark
    {
        double share;
        QString name;
    };
    const Mark marks[] = {{0.5, u"p50"_s}, {0.9, u"p90"_s}, {0.99, u"p99"_s}, {0.999, u"p99.9"_s}};
    const Shades tones = shades(palette());
    const double line = fontMetrics().height();
    QString text = tr("%L1 values").arg(m_total);
    double leftmost = -1; // where the next name may begin
    for (const Mark &mark : marks) {
        const std::optional<Quantile> quantile = quantileOf(m_spec, m_counts, mark.share);
        if (!quantile)
            continue;
        text += u"   "_s + mark.name + u' ' + shortQuantity(quantile->value, m_spec.unit);
        const QRectF bar = barOf(layout, quantile->slot);
        const double x = std::round(bar.left() + quantile->fraction * bar.width()) + 0.5;
        painter.setPen(QPen(tones.warning, 1, Qt::DashLine));
        painter.drawLine(QPointF(x, layout.plot.top()), QPointF(x, layout.plot.bottom()));
        const double width = fontMetrics().horizontalAdvance(mark.name);
        if (x + 3 < leftmost || x + 3 + width > layout.plot.right())
            continue;
        painter.drawText(QRectF(x + 3, layout.plot.top(), width + 2, line), Qt::AlignLeft, mark.name);
        leftmost = x + 3 + width + line * 0.3;
    }
    painter.setPen(tones.muted);
    const QRectF area(layout.plot.left(), layout.plot.top() - line * 1.15, layout.plot.width(), line);
    painter.drawText(area, Qt::AlignRight | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, int(area.width())));
}

// The share of all values up to each bucket's end, 100 % at the plot's upper edge.
void HistogramChart::paintCumulative(QPainter &painter, const Layout &layout) const
{
    if (!m_cumulative || m_total == 0)
        return;
    QPainterPath path(QPointF(barOf(layout, layout.firstSlot).left(), layout.plot.bottom()));
    double below = 0;
    for (int i = 0; i < layout.slots; ++i) {
        const auto slot = size_t(layout.firstSlot + i);
        below += slot < m_counts.size() ? double(m_counts[slot]) : 0;
        path.lineTo(barOf(layout, layout.firstSlot + i).right(),
                    layout.plot.bottom() - below / double(m_total) * layout.plot.height());
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.strokePath(path, QPen(seriesColor(palette(), 2), 1.6));
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace radiosonde
