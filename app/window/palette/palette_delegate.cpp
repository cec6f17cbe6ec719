// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/palette/palette_delegate.h"

#include "app/window/palette/palette_model.h"
#include "views/theme.h"

#include <QApplication>
#include <QPainter>
#include <QTextLayout>

namespace radiosonde
{

namespace
{

constexpr int margin = 8;
constexpr int iconSize = 16;

QList<QTextLayout::FormatRange> boldAt(const QList<int> &positions)
{
    QList<QTextLayout::FormatRange> ranges;
    for (const int position : positions) {
        QTextLayout::FormatRange range;
        range.start = position;
        range.length = 1;
        range.format.setFontWeight(QFont::Bold);
        ranges += range;
    }
    return ranges;
}

// Draws the title as far as there is room; returns how wide it was.
int drawTitle(QPainter &painter, const QRect &area, const QFont &font, const QString &title,
              const QList<int> &positions)
{
    const QString shown = painter.fontMetrics().elidedText(title, Qt::ElideRight, area.width());
    QTextLayout layout(shown, font);
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(option);
    if (shown == title)
        layout.setFormats(boldAt(positions));
    layout.beginLayout();
    const QTextLine line = layout.createLine();
    layout.endLayout();
    layout.draw(&painter, QPointF(area.left(), area.center().y() - line.height() / 2 + 0.5));
    return int(line.naturalTextWidth());
}

} // namespace

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QPalette &palette = option.palette;
    const QColor text = palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
    const QColor muted = selected ? text : shades(palette).muted;
    painter->save();
    if (selected)
        painter->fillRect(option.rect, palette.highlight());
    QRect area = option.rect.adjusted(margin, 0, -margin, 0);
    const QRect iconArea(area.left(), area.center().y() - iconSize / 2 + 1, iconSize, iconSize);
    index.data(Qt::DecorationRole)
        .value<QIcon>()
        .paint(painter, iconArea, Qt::AlignCenter, selected ? QIcon::Selected : QIcon::Normal);
    area.setLeft(area.left() + iconSize + margin);

    painter->setFont(option.font);
    painter->setPen(muted);
    const QString shortcut = index.data(PaletteModel::ShortcutRole).toString();
    painter->drawText(area, Qt::AlignRight | Qt::AlignVCenter, shortcut);
    if (!shortcut.isEmpty())
        area.setRight(area.right() - option.fontMetrics.horizontalAdvance(shortcut) - 2 * margin);

    painter->setPen(text);
    const int width = drawTitle(*painter, area, option.font, index.data(Qt::DisplayRole).toString(),
                                index.data(PaletteModel::PositionsRole).value<QList<int>>());
    area.setLeft(area.left() + width + 2 * margin);
    painter->setPen(muted);
    if (area.width() > 4 * margin)
        painter->drawText(area, Qt::AlignLeft | Qt::AlignVCenter,
                          option.fontMetrics.elidedText(index.data(PaletteModel::DetailRole).toString(),
                                                        Qt::ElideRight, area.width()));
    painter->restore();
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {0, qMax(iconSize, option.fontMetrics.height()) + margin};
}

} // namespace radiosonde
