// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/style.h"

#include "views/icon.h"
#include "views/theme.h"

#include <QPainter>
#include <QStyleOption>

namespace radiosonde
{

using namespace Qt::StringLiterals;

Style::Style() : QProxyStyle(u"fusion"_s) {}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    if (element != PE_IndicatorTabClose) {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        const bool field = element == PE_FrameLineEdit || element == PE_IndicatorCheckBox;
        if (field && isDark(option->palette) && !(option->state & State_HasFocus)) {
            // Fusion's frame is darker than the window, which a dark window hides.
            painter->setPen(
                blend(option->palette.color(QPalette::Base), option->palette.color(QPalette::Text), 0.25));
            painter->setBrush(Qt::NoBrush);
            painter->drawRoundedRect(QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
        }
        return;
    }
    if (option->state & State_MouseOver) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(shades(option->palette).line);
        painter->drawRoundedRect(option->rect, 3, 3);
    }
    icon(u"close"_s, IconRole::Muted).paint(painter, option->rect.adjusted(2, 2, -2, -2));
}

QIcon Style::standardIcon(StandardPixmap pixmap, const QStyleOption *option, const QWidget *widget) const
{
    if (pixmap == SP_TitleBarCloseButton || pixmap == SP_DockWidgetCloseButton)
        return icon(u"close"_s, IconRole::Muted);
    if (pixmap == SP_TitleBarNormalButton)
        return icon(u"float"_s, IconRole::Muted);
    return QProxyStyle::standardIcon(pixmap, option, widget);
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    if (metric == PM_TabCloseIndicatorWidth || metric == PM_TabCloseIndicatorHeight)
        return 16;
    return QProxyStyle::pixelMetric(metric, option, widget);
}

} // namespace radiosonde
