// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/picture.h"

#include <QBuffer>
#include <QPainter>
#include <QRegularExpression>
#include <QSvgGenerator>
#include <QWidget>

namespace radiosonde
{

using namespace Qt::StringLiterals;

QByteArray svgOf(QWidget &widget, const QString &title)
{
    QByteArray svg;
    QBuffer buffer(&svg);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(widget.size());
    generator.setViewBox(QRect(QPoint(0, 0), widget.size()));
    generator.setResolution(widget.logicalDpiX());
    static const QRegularExpression markup(u"[<>&]"_s);
    generator.setTitle(QString(title).remove(markup)); // some versions of Qt write it as it stands
    QPainter painter(&generator);
    painter.fillRect(QRect(QPoint(0, 0), widget.size()), widget.palette().color(QPalette::Base));
    widget.render(&painter, {}, {}, QWidget::DrawWindowBackground | QWidget::DrawChildren);
    painter.end();
    return svg;
}

} // namespace radiosonde
