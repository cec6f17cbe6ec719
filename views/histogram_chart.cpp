// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/histogram_chart.h"

#include "views/quantity.h"

#include <QHelpEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QToolTip>

#include <cmath>
#include <numeric>

namespace radiosonde
{

namespace
{

// 1, 2 or 5 times a power of ten, at least 1, so that about four lines fit below `top`.
double niceStep(double top)
{
    const double rough = qMax(1.0, top / 4);
    const double power = std::pow(10, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= rough)
            return factor * power;
    }
    return 10 * power;
}

} // namespace

int quantileSlot(const std::vector<quint64> &counts, double share)
{
    const quint64 total = std::accumulate(counts.begin(), counts.end(), quint64(0));
    if (total == 0)
        return -1;
    const double wanted = double(total) * share;
    quint64 sum = 0;
    for (size_t slot = 0; slot < counts.size(); ++slot) {
        sum += counts[slot];
        if (double(sum) >= wanted)
            return int(slot);
    }
    return int(counts.size()) - 1;
}

QString bucketText(const HistogramSpec &spec, int slot)
{
    const Bucket bucket = bucketOf(spec, slot);
    return HistogramChart::tr("%1 to %2")
        .arg(shortQuantity(double(bucket.low), spec.unit), shortQuantity(double(bucket.high), spec.unit));
}

HistogramChart::HistogramChart(const HistogramSpec &spec, QWidget *parent) : QWidget(parent), m_spec(spec)
{
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
}

void HistogramChart::setTitle(const QString &title)
{
    m_title = title;
    setAccessibleName(title);
    update();
}

void HistogramChart::setCounts(std::vector<quint64> counts)
{
    m_series.clear();
    m_counts = std::move(counts);
    m_total = std::accumulate(m_counts.begin(), m_counts.end(), quint64(0));
    update();
}

void HistogramChart::setCumulative(bool shown)
{
    m_cumulative = shown;
    update();
}

QSize HistogramChart::sizeHint() const
{
    const int line = fontMetrics().height();
    return QSize(line * 24, line * 14);
}

QSize HistogramChart::minimumSizeHint() const
{
    const int line = fontMetrics().height();
    return QSize(line * 14, line * 9);
}

// Empty slots at both ends are left out, but for one; a histogram that is all empty shows its first slots.
HistogramChart::Layout HistogramChart::computeLayout() const
{
    Layout layout;
    int first = 0;
    int last = int(m_counts.size()) - 1;
    while (first < last && m_counts[size_t(first)] == 0)
        ++first;
    while (last > first && m_counts[size_t(last)] == 0)
        --last;
    if (m_total == 0) {
        first = 0;
        last = 11;
    }
    first = qMax(0, first - 1);
    last = qMin(last + 1, int(m_counts.size()) - 1);
    while (last - first < 7 && last + 1 < int(m_counts.size()))
        ++last;
    layout.firstSlot = first;
    layout.slots = qMax(1, last - first + 1);
    const double largest = largestValue();
    layout.step = niceStep(largest);
    layout.top = layout.step * std::ceil(largest / layout.step * 1.02);
    const double line = fontMetrics().height();
    const double labels = fontMetrics().horizontalAdvance(valueText(layout.top)) + line;
    const double above = line * (m_title.isEmpty() ? 1.5 : 2.6);
    layout.plot = QRectF(rect()).adjusted(labels, above, -line * 0.8, -line * 2.1);
    return layout;
}

QRectF HistogramChart::barOf(const Layout &layout, int slot) const
{
    const double width = layout.plot.width() / layout.slots;
    const double height = slot < int(m_counts.size())
                              ? double(m_counts[size_t(slot)]) / layout.top * layout.plot.height()
                              : 0.0;
    const double left = layout.plot.left() + (slot - layout.firstSlot) * width;
    const double visible = height > 0 ? qMax(1.0, height) : 0; // a single event among millions is still seen
    return QRectF(left, layout.plot.bottom() - visible, width, visible);
}

int HistogramChart::slotAt(const QPointF &position) const
{
    const Layout layout = computeLayout();
    if (position.x() < layout.plot.left() || position.x() >= layout.plot.right() ||
        position.y() < layout.plot.top() || position.y() > rect().bottom())
        return -1;
    return layout.firstSlot + int((position.x() - layout.plot.left()) / layout.plot.width() * layout.slots);
}

QString HistogramChart::toolTipOf(int slot) const
{
    if (slot < 0 || slot >= int(m_counts.size()) || m_total == 0)
        return {};
    if (!m_series.isEmpty())
        return seriesToolTipOf(slot);
    const quint64 below = std::accumulate(m_counts.begin(), m_counts.begin() + slot + 1, quint64(0));
    const auto percent = [this](quint64 count) {
        return QString::number(100.0 * double(count) / double(m_total), 'f', 1);
    };
    const QString count = QLocale().toString(m_counts[size_t(slot)]);
    return tr("%1\n%2 (%3 %)\nup to here: %4 %")
        .arg(bucketText(m_spec, slot), count, percent(m_counts[size_t(slot)]), percent(below));
}

bool HistogramChart::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QToolTip::showText(help->globalPos(), toolTipOf(slotAt(help->pos())), this);
    return true;
}

void HistogramChart::mouseMoveEvent(QMouseEvent *event)
{
    const int slot = slotAt(event->position());
    if (slot == m_hovered)
        return;
    m_hovered = slot;
    QToolTip::showText(event->globalPosition().toPoint(), toolTipOf(slot), this);
    update();
}

void HistogramChart::leaveEvent(QEvent *)
{
    m_hovered = -1;
    update();
}

} // namespace radiosonde
