// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/table_delegate.h"

#include "views/table_model.h"
#include "views/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>
#include <numeric>

namespace radiosonde
{

namespace
{

constexpr int trendPoints = 30;

void paintTrend(QPainter *painter, const QStyleOptionViewItem &option, const QList<double> &values)
{
    const QRectF area = QRectF(option.rect).adjusted(6, 3, -6, -3);
    const double largest = std::accumulate(values.begin(), values.end(), 0.0,
                                           [](double a, double b) { return std::fmax(a, b); });
    if (largest <= 0)
        return;
    const qsizetype count = qMin<qsizetype>(values.size(), trendPoints);
    const double step = qMin(4.0, area.width() / trendPoints);
    QPainterPath line;
    bool pen = false; // is down
    for (qsizetype i = 0; i < count; ++i) {
        const double value = values.at(values.size() - count + i) / largest;
        if (std::isnan(value)) { // nothing is known: no line
            pen = false;
            continue;
        }
        const QPointF point(area.left() + double(trendPoints - count + i) * step,
                            area.bottom() - value * area.height());
        pen ? line.lineTo(point) : line.moveTo(point);
        pen = true;
    }
    const bool selected = option.state & QStyle::State_Selected;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(
        QPen(selected ? option.palette.color(QPalette::HighlightedText) : shades(option.palette).bar, 1.3));
    painter->drawPath(line);
    painter->restore();
}

// A bar at the left edge: pinned, or else new.
void paintMark(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const Shades tones = shades(option.palette);
    const bool isNew = index.data(LineStateRole).toInt() == int(TableLine::State::New);
    const QRectF bar(option.rect.left(), option.rect.top() + 1, 3, option.rect.height() - 2);
    if (index.data(PinnedRole).toBool())
        painter->fillRect(bar, tones.bar);
    else if (isNew)
        painter->fillRect(bar, tones.good);
}

} // namespace

// Rows that are gone are struck out.
void TableDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (index.data(LineStateRole).toInt() != int(TableLine::State::Gone))
        return;
    option->font.setStrikeOut(true);
    option->palette.setColor(QPalette::Text, shades(option->palette).muted);
}

void TableDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const QVariant heat = index.data(HeatRole);
    if (heat.isValid() && !(option.state & QStyle::State_Selected)) {
        // The style draws an opaque background for alternate rows only where the item asks for one: the bar
        // goes below the text and above the row.
        QRectF bar = QRectF(option.rect).adjusted(2, 2, -2, -2);
        bar.setLeft(bar.right() - bar.width() * qBound(0.0, heat.toDouble(), 1.0));
        painter->fillRect(bar, shades(option.palette).heat);
    }
    QStyledItemDelegate::paint(painter, option, index);
    if (index.column() == 0)
        paintMark(painter, option, index);
    const QVariant trend = index.data(TrendRole);
    if (trend.isValid())
        paintTrend(painter, option, trend.value<QList<double>>());
}

QSize TableDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    if (index.data(TrendRole).isValid())
        size.setWidth(qMax(size.width(), trendPoints * 4 + 12));
    return size;
}

} // namespace radiosonde
