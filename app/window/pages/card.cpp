// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/pages/card.h"

#include "views/theme.h"

#include <QPainter>

namespace radiosonde
{

void Card::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(shades(palette()).line, 1));
    painter.setBrush(palette().color(QPalette::Window));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7);
}

} // namespace radiosonde
