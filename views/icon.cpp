// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/icon.h"

#include "views/theme.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

QColor colourOf(IconRole role, QIcon::Mode mode)
{
    const QPalette palette = QGuiApplication::palette();
    if (mode == QIcon::Disabled)
        return palette.color(QPalette::Disabled, QPalette::ButtonText);
    if (mode == QIcon::Selected && role == IconRole::Text)
        return palette.color(QPalette::HighlightedText);
    const Shades tones = shades(palette);
    switch (role) {
    case IconRole::Accent:
        return palette.color(QPalette::Link);
    case IconRole::Error:
        return tones.error;
    case IconRole::Warning:
        return tones.warning;
    case IconRole::Good:
        return tones.good;
    case IconRole::Muted:
        return tones.muted;
    case IconRole::Text:
        break;
    }
    return palette.color(QPalette::ButtonText);
}

// Draws the SVG with its black replaced by a colour of the palette at the moment of drawing.
class PaletteIconEngine : public QIconEngine
{
public:
    PaletteIconEngine(QByteArray svg, IconRole role) : m_svg(std::move(svg)), m_role(role) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        QByteArray coloured = m_svg;
        coloured.replace("#000000", colourOf(m_role, mode).name().toLatin1());
        QSvgRenderer(coloured).render(painter, QRectF(rect));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap result(size);
        result.fill(Qt::transparent);
        QPainter painter(&result);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return result;
    }

    QIconEngine *clone() const override { return new PaletteIconEngine(m_svg, m_role); }

private:
    QByteArray m_svg;
    IconRole m_role;
};

} // namespace

QIcon icon(const QString &name, IconRole role)
{
    QFile file(u":/radiosonde/icons/%1.svg"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QIcon(new PaletteIconEngine(file.readAll(), role));
}

} // namespace radiosonde
