// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/hole_delegate.h"

#include "views/theme.h"

#include <QHeaderView>
#include <QPainter>

namespace radiosonde
{

namespace
{

constexpr int margin = 4;
constexpr int barWidth = 3;

} // namespace

HoleDelegate::HoleDelegate(const QHeaderView *header, QObject *parent)
    : QStyledItemDelegate(parent), m_header(header)
{
}

void HoleDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const QVariant hole = index.data(HoleRole);
    if (hole.isValid())
        paintHole(painter, option, index, hole.toString());
    else
        QStyledItemDelegate::paint(painter, option, index);
    if (index.column() == 0 && index.data(BookmarkRole).toBool())
        painter->fillRect(QRect(option.rect.topLeft(), QSize(barWidth, option.rect.height())),
                          shades(option.palette).warning);
}

QSize HoleDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize hint = QStyledItemDelegate::sizeHint(option, index);
    if (index.column() > 0 && index.data(HoleRole).isValid())
        hint.setWidth(0);
    return hint;
}

void HoleDelegate::paintHole(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                             const QString &text) const
{
    painter->save();
    painter->setClipRect(option.rect);
    const bool selected = option.state & QStyle::State_Selected;
    if (selected)
        painter->fillRect(option.rect, option.palette.highlight());
    painter->fillRect(option.rect, QBrush(shades(option.palette).heat, Qt::BDiagPattern));
    painter->setPen(option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
    QRect line = option.rect.adjusted(margin, 0, -margin, 0);
    if (index.column() > 0) { // each cell shows its part of the one text
        line.setLeft(m_header->sectionViewportPosition(0) + m_header->sectionSize(0) + margin);
        line.setRight(m_header->width() - margin);
    }
    painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                      index.column() > 0 ? text : index.data(Qt::DisplayRole).toString());
    painter->restore();
}

} // namespace radiosonde
