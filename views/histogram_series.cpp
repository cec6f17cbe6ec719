// SPDX-License-Identifier: GPL-3.0-or-later
// Several histograms over the same buckets, of HistogramChart.
#include "views/histogram_chart.h"
#include "views/quantity.h"
#include "views/theme.h"

#include <QLocale>
#include <QPainter>
#include <QPainterPath>
#include <QTextDocument>

#include <algorithm>
#include <numeric>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

double sumOf(const std::vector<quint64> &counts)
{
    return std::accumulate(counts.begin(), counts.end(), 0.0,
                           [](double sum, quint64 count) { return sum + double(count); });
}

} // namespace

void HistogramChart::setSeries(QList<Series> series, bool shares)
{
    std::vector<quint64> sum;
    for (const Series &one : std::as_const(series)) {
        sum.resize(qMax(sum.size(), one.counts.size()), 0);
        std::transform(one.counts.begin(), one.counts.end(), sum.begin(), sum.begin(), std::plus<>());
    }
    setCounts(std::move(sum)); // which buckets are shown
    m_series = std::move(series);
    m_shares = shares;
    update();
}

// In percent where shares are shown.
double HistogramChart::valueOf(const Series &series, size_t slot) const
{
    const double count = slot < series.counts.size() ? double(series.counts[slot]) : 0;
    if (!m_shares)
        return count;
    const double sum = sumOf(series.counts);
    return sum > 0 ? count / sum * 100 : 0;
}

double HistogramChart::largestValue() const
{
    double largest = 1;
    if (m_series.isEmpty()) {
        for (const quint64 count : m_counts)
            largest = qMax(largest, double(count));
    }
    for (const Series &series : m_series) {
        for (size_t slot = 0; slot < series.counts.size(); ++slot)
            largest = qMax(largest, valueOf(series, slot));
    }
    return largest;
}

QString HistogramChart::valueText(double value) const
{
    return m_shares && !m_series.isEmpty() ? shortNumber(value) + u" %"_s : shortNumber(value);
}

// Outlines: a step for each bucket, so that neighbours stay apart from each other.
void HistogramChart::paintSeries(QPainter &painter, const Layout &layout) const
{
    const double width = layout.plot.width() / layout.slots;
    if (m_hovered >= layout.firstSlot && m_hovered < layout.firstSlot + layout.slots)
        painter.fillRect(QRectF(layout.plot.left() + (m_hovered - layout.firstSlot) * width,
                                layout.plot.top(), width, layout.plot.height()),
                         blend(palette().color(QPalette::Base), shades(palette()).bar, 0.12));
    for (qsizetype i = m_series.size() - 1; i >= 0; --i) {
        const Series &series = m_series.at(i);
        QPainterPath path(layout.plot.bottomLeft());
        for (int slot = 0; slot < layout.slots; ++slot) {
            const double share = valueOf(series, size_t(layout.firstSlot + slot)) / layout.top;
            const double y = layout.plot.bottom() - share * layout.plot.height();
            path.lineTo(layout.plot.left() + slot * width, y);
            path.lineTo(layout.plot.left() + (slot + 1) * width, y);
        }
        path.lineTo(layout.plot.bottomRight());
        QColor fill = seriesColor(palette(), int(i));
        painter.strokePath(path, QPen(fill, 1.6));
        fill.setAlphaF(0.08F);
        painter.fillPath(path, fill);
    }
}

// Names with their colours in the upper right, where latencies have least.
void HistogramChart::paintLegend(QPainter &painter, const Layout &layout) const
{
    const double line = fontMetrics().height();
    const double widest = layout.plot.width() * 0.45;
    double y = layout.plot.top() + line * 0.2;
    for (qsizetype i = 0; i < m_series.size() && y + line < layout.plot.bottom(); ++i) {
        const QString values = tr("%L1 values").arg(quint64(sumOf(m_series.at(i).counts)));
        const QString name = fontMetrics().elidedText(
            m_series.at(i).name, Qt::ElideMiddle,
            int(qMax(line * 3, widest - fontMetrics().horizontalAdvance(values) - line * 1.6)));
        const QString text = name + u"   "_s + values;
        const double width = fontMetrics().horizontalAdvance(text);
        const QRectF area(layout.plot.right() - width - line * 0.4, y, width + 2, line);
        QColor behind = palette().color(QPalette::Base);
        behind.setAlphaF(0.8F);
        painter.fillRect(area.adjusted(-line * 1.1, 0, 0, 0), behind);
        painter.fillRect(QRectF(area.left() - line, y + line * 0.25, line * 0.6, line * 0.5),
                         seriesColor(palette(), int(i)));
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter, text);
        y += line * 1.15;
    }
}

QString HistogramChart::seriesToolTipOf(int slot) const
{
    QString text = bucketText(m_spec, slot);
    for (const Series &series : m_series) {
        const quint64 count = size_t(slot) < series.counts.size() ? series.counts[size_t(slot)] : 0;
        const double sum = sumOf(series.counts);
        text += u'\n' + tr("%1: %2 (%3 %)")
                            .arg(series.name, QLocale().toString(count),
                                 QString::number(sum > 0 ? double(count) / sum * 100 : 0, 'f', 1));
    }
    return Qt::convertFromPlainText(text); // names from a target are no markup
}

} // namespace radiosonde
