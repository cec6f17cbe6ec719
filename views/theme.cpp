// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/theme.h"

#include "views/style.h"

#include <QApplication>
#include <QFontDatabase>
#include <QStyleHints>

#include <algorithm>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

// The tones that the two palettes are made of; all other colours of the program follow from the palette.
struct Tones
{
    QColor window;
    QColor base;
    QColor text;
    QColor accent;
};

const Tones lightTones{QColor(0xf3, 0xf4, 0xf6), QColor(0xff, 0xff, 0xff), QColor(0x1c, 0x21, 0x29),
                       QColor(0x1f, 0x6f, 0xc5)};
const Tones darkTones{QColor(0x21, 0x25, 0x2b), QColor(0x19, 0x1c, 0x21), QColor(0xdd, 0xe2, 0xe8),
                      QColor(0x3b, 0x82, 0xd6)};

void setTextRoles(QPalette &palette, const Tones &tones)
{
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText})
        palette.setColor(role, tones.text);
    palette.setColor(QPalette::BrightText, QColor(Qt::white));
    palette.setColor(QPalette::PlaceholderText, blend(tones.base, tones.text, 0.5));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, blend(tones.window, tones.text, 0.42));
}

QPalette makePalette(const Tones &tones)
{
    const bool dark = tones.text.lightness() > tones.window.lightness();
    QPalette palette;
    palette.setColor(QPalette::Window, tones.window);
    palette.setColor(QPalette::Base, tones.base);
    palette.setColor(QPalette::AlternateBase, blend(tones.base, tones.text, 0.035));
    palette.setColor(QPalette::Button, dark ? tones.window.lighter(118) : tones.window.lighter(102));
    palette.setColor(QPalette::ToolTipBase, blend(tones.window, tones.text, dark ? 0.12 : 0.02));
    palette.setColor(QPalette::Highlight, tones.accent);
    palette.setColor(QPalette::HighlightedText, QColor(Qt::white));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, blend(tones.window, tones.text, 0.3));
    palette.setColor(QPalette::Link, dark ? tones.accent.lighter(130) : tones.accent);
    palette.setColor(QPalette::Light, blend(tones.window, QColor(Qt::white), dark ? 0.12 : 0.9));
    palette.setColor(QPalette::Midlight, blend(tones.window, QColor(Qt::white), dark ? 0.07 : 0.5));
    palette.setColor(QPalette::Mid, blend(tones.window, QColor(Qt::black), 0.18));
    palette.setColor(QPalette::Dark, blend(tones.window, QColor(Qt::black), 0.32));
    palette.setColor(QPalette::Shadow, blend(tones.window, QColor(Qt::black), 0.6));
    setTextRoles(palette, tones);
    return palette;
}

bool systemIsDark()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const Qt::ColorScheme scheme = QGuiApplication::styleHints()->colorScheme();
    if (scheme != Qt::ColorScheme::Unknown)
        return scheme == Qt::ColorScheme::Dark;
#endif
    static const bool darkAtStart = isDark(QGuiApplication::palette());
    return darkAtStart;
}

bool hasFont(const QString &family)
{
    return QFontDatabase::families().contains(family);
}

// Of a semantic hue (0..1), light or dark enough to read as text on the palette's base.
QColor tint(const QPalette &palette, float hue)
{
    return isDark(palette) ? QColor::fromHslF(hue, 0.75F, 0.66F) : QColor::fromHslF(hue, 0.75F, 0.36F);
}

} // namespace

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness();
}

QColor blend(const QColor &from, const QColor &to, double amount)
{
    const auto mix = [amount](int a, int b) { return a + qRound((b - a) * amount); };
    return QColor(mix(from.red(), to.red()), mix(from.green(), to.green()), mix(from.blue(), to.blue()));
}

void applyTheme(ThemeChoice choice)
{
    [[maybe_unused]] static ThemeChoice current = ThemeChoice::System;
    current = choice;
    const bool dark = choice == ThemeChoice::Dark || (choice == ThemeChoice::System && systemIsDark());
    if (!qobject_cast<Style *>(QApplication::style()))
        QApplication::setStyle(new Style);
    QApplication::setPalette(makePalette(dark ? darkTones : lightTones));
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    static const bool watched = [] {
        QObject::connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, qApp, [] {
            if (current == ThemeChoice::System)
                applyTheme(current);
        });
        return true;
    }();
    Q_UNUSED(watched)
#endif
}

Shades shades(const QPalette &palette)
{
    const QColor base = palette.color(QPalette::Base);
    const QColor text = palette.color(QPalette::Text);
    const QColor accent = palette.color(QPalette::Highlight);
    Shades result;
    result.muted = blend(base, text, 0.62);
    result.line = blend(base, text, 0.18);
    result.bar = isDark(palette) ? accent.lighter(105) : accent.lighter(112);
    result.heat = blend(base, accent, isDark(palette) ? 0.38 : 0.22);
    result.error = tint(palette, 0.99F);
    result.warning = tint(palette, 0.1F);
    result.good = tint(palette, 0.39F);
    return result;
}

QColor seriesColor(const QPalette &palette, int index)
{
    static constexpr float hues[] = {0.59F, 0.08F, 0.42F, 0.86F, 0.53F, 0.0F, 0.25F, 0.74F};
    return tint(palette, hues[index % 8]);
}

QColor heatColor(const QPalette &palette, double amount)
{
    struct Stop
    {
        double at;
        QColor color;
    };
    const bool dark = isDark(palette);
    const QColor base = palette.color(QPalette::Base);
    const QColor accent = palette.color(QPalette::Highlight);
    const Stop stops[] = {
        {0, base},
        {0.12, blend(base, accent, dark ? 0.42 : 0.24)},
        {0.55, dark ? QColor::fromHslF(0.53F, 0.72F, 0.52F) : accent},
        {1, dark ? QColor::fromHslF(0.14F, 0.90F, 0.74F) : QColor::fromHslF(0.79F, 0.62F, 0.22F)}};
    const auto *to = std::find_if(std::begin(stops) + 1, std::end(stops) - 1,
                                  [amount](const Stop &stop) { return amount <= stop.at; });
    const Stop &from = *(to - 1);
    return blend(from.color, to->color, qBound(0.0, (amount - from.at) / (to->at - from.at), 1.0));
}

QFont interfaceFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    if (hasFont(u"Inter"_s))
        font.setFamilies({u"Inter"_s, font.family()});
    if (font.pointSizeF() < 9.5)
        font.setPointSizeF(9.5);
    return font;
}

QFont codeFont(int points)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (hasFont(u"Hack"_s))
        font.setFamilies({u"Hack"_s, font.family()});
    font.setStyleHint(QFont::Monospace);
    font.setPointSizeF(points > 0 ? points : qMax(9.5, font.pointSizeF()));
    return font;
}

} // namespace radiosonde
