// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/heat_map.h"

#include "views/axis.h"
#include "views/quantity.h"

#include <QHelpEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace radiosonde
{

namespace
{

constexpr double shortestRow = 3; // pixels

} // namespace

HeatMap::HeatMap(const HistogramSpec &spec, QWidget *parent) : TimePlot(parent), m_spec(spec)
{
    setAccessibleName(tr("Heat map"));
    setAttribute(Qt::WA_OpaquePaintEvent);
}

void HeatMap::setData(const HistogramStore &store, std::vector<bool> kept)
{
    m_history = store.history();
    m_marks = store.marks();
    m_kept = std::move(kept);
    m_computed.reset();
    update();
}

void HeatMap::setScaling(HeatScaling scaling)
{
    m_scaling = scaling;
    m_computed.reset();
    update();
}

QRectF HeatMap::timeArea() const
{
    const double line = fontMetrics().height();
    return QRectF(rect()).adjusted(line * 5.5, line * 1.3, -line * 5.5, -line * 2.1);
}

QSize HeatMap::sizeHint() const
{
    const int line = fontMetrics().height();
    return QSize(line * 36, line * 14);
}

QSize HeatMap::minimumSizeHint() const
{
    const int line = fontMetrics().height();
    return QSize(line * 18, line * 8);
}

void HeatMap::resizeEvent(QResizeEvent *)
{
    m_computed.reset();
}

void HeatMap::compute()
{
    if (m_computed == range())
        return;
    m_computed = range();
    HeatQuery query;
    query.range = range();
    query.mostColumns = qMax(1, int(timeArea().width() / 2));
    query.slots = m_spec.slotCount;
    query.histograms = m_kept;
    m_columns.update(m_history, query);
    m_rows = computeRows();
    std::vector<quint64> counts;
    for (const HeatColumn &column : columns()) {
        for (int row = 0; row < m_rows.count; ++row)
            counts.push_back(countOf(column, row));
    }
    m_scale = HeatScale(m_scaling, std::move(counts));
}

HeatMap::Rows HeatMap::computeRows() const
{
    const int slots = int(m_spec.slotCount);
    int first = slots;
    int last = -1;
    for (const HeatColumn &column : columns()) {
        for (int slot = 0; slot < slots; ++slot) {
            if (column.counts[size_t(slot)] == 0)
                continue;
            first = qMin(first, slot);
            last = qMax(last, slot);
        }
    }
    if (last < 0)
        return {0, qMin(slots, 12), 1};
    first = qMax(0, first - 1);
    last = qMin(slots - 1, qMax(last + 1, first + 7));
    Rows rows{first, last - first + 1, 1};
    const int room = qMax(1, int(timeArea().height() / shortestRow));
    rows.slotsPerRow = (rows.count + room - 1) / room;
    rows.count = (rows.count + rows.slotsPerRow - 1) / rows.slotsPerRow;
    return rows;
}

double HeatMap::yOf(int row) const
{
    const QRectF area = timeArea();
    return area.bottom() - area.height() * row / qMax(1, m_rows.count);
}

QRectF HeatMap::cellOf(const HeatColumn &column, int row) const
{
    const QRectF area = timeArea();
    const double left = std::floor(qMax(area.left(), xOf(column.from)));
    const double right = std::floor(qMin(area.right(), xOf(column.to)));
    const double top = std::floor(yOf(row + 1));
    return QRectF(left, top, qMax(1.0, right - left), qMax(1.0, std::floor(yOf(row)) - top));
}

quint64 HeatMap::countOf(const HeatColumn &column, int row) const
{
    quint64 count = 0;
    const int from = m_rows.firstOf(row);
    for (int slot = from; slot < qMin(from + m_rows.slotsPerRow, int(column.counts.size())); ++slot)
        count += column.counts[size_t(slot)];
    return count;
}

QString HeatMap::bucketsText(int row) const
{
    const Bucket low = bucketOf(m_spec, m_rows.firstOf(row));
    const Bucket high = bucketOf(m_spec, m_rows.firstOf(row) + m_rows.slotsPerRow - 1);
    return tr("%1 to %2")
        .arg(shortQuantity(double(low.low), m_spec.unit), shortQuantity(double(high.high), m_spec.unit));
}

QString HeatMap::textAt(const QPointF &position) const
{
    const QRectF area = timeArea();
    if (!area.contains(position) || m_rows.count == 0)
        return {};
    const int row = int((area.bottom() - position.y()) / area.height() * m_rows.count);
    const qint64 time = timeAt(position.x());
    if (const QString hole = holeText(m_marks, time); !hole.isEmpty())
        return hole;
    const auto column = std::find_if(columns().begin(), columns().end(), [time](const HeatColumn &of) {
        return time >= of.from && time < of.to;
    });
    if (column == columns().end())
        return {};
    quint64 total = 0;
    for (const quint64 count : column->counts)
        total += count;
    const quint64 count = countOf(*column, row);
    const QString share = QString::number(total ? 100.0 * double(count) / double(total) : 0.0, 'f', 1);
    return tr("%1 to %2\n%3\nCount %L4, %5 % of the %L6 in this time")
        .arg(timeTickText(column->from, 1'000'000), timeTickText(column->to, 1'000'000), bucketsText(row))
        .arg(count)
        .arg(share)
        .arg(total);
}

bool HeatMap::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return TimePlot::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QToolTip::showText(help->globalPos(), textAt(help->pos()), this);
    return true;
}

void HeatMap::mouseMoveEvent(QMouseEvent *event)
{
    TimePlot::mouseMoveEvent(event);
    if (!dragging())
        QToolTip::showText(event->globalPosition().toPoint(), textAt(event->position()), this);
}

} // namespace radiosonde
