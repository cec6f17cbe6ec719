// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hole_delegate.h"

#include "views/theme.h"

#include <QPainter>
#include <QTableView>

namespace radiosonde
{

void HoleDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const QVariant hole = index.data(HoleRole);
    if (!hole.isValid()) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    painter->save();
    painter->setClipRect(option.rect);
    const bool selected = option.state & QStyle::State_Selected;
    if (selected)
        painter->fillRect(option.rect, option.palette.highlight());
    painter->fillRect(option.rect, QBrush(shades(option.palette).heat, Qt::BDiagPattern));
    painter->setPen(option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
    constexpr int margin = 4;
    QRect line = option.rect.adjusted(margin, 0, -margin, 0);
    QString text = index.data(Qt::DisplayRole).toString();
    const auto *table = qobject_cast<const QTableView *>(option.widget);
    if (index.column() > 0 && table) { // each cell shows its part of the one text
        text = hole.toString();
        line.setLeft(table->columnViewportPosition(0) + table->columnWidth(0) + margin);
        line.setRight(table->viewport()->width() - margin);
    }
    painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text);
    painter->restore();
}

} // namespace radiosonde
