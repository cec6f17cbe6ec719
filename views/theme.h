// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>

namespace radiosonde
{

enum class ThemeChoice : quint8 { System, Light, Dark };

// Gives the application the palette, style and font that the choice stands for; System follows the desktop,
// also when it changes while the program runs (Qt 6.5 on; older Qt tells at the start only). GUI thread.
void applyTheme(ThemeChoice choice);

// Whether text of the palette is lighter than its background.
bool isDark(const QPalette &palette);

// Colours with a meaning, derived from the palette so that they read on its backgrounds.
struct Shades
{
    QColor muted; // secondary text
    QColor line;  // axes, grids, frames
    QColor bar;   // bars of histograms
    QColor heat;  // share of a table's cell; drawn behind text
    QColor error;
    QColor warning;
    QColor good;
};
Shades shades(const QPalette &palette);

// The colour of the series `index` of a picture with several; they repeat after eight.
QColor seriesColor(const QPalette &palette, int index);

// The colour of a heat map's cell, `amount` 0 (none) to 1 (most). It grows away from the background all the
// way, so that it also reads without colour.
QColor heatColor(const QPalette &palette, double amount);

// `amount` 0 is `from`, 1 is `to`.
QColor blend(const QColor &from, const QColor &to, double amount);

// Inter and Hack where they are installed, else the system's fonts. `points` 0: the system's size.
QFont interfaceFont();
QFont codeFont(int points = 0);

} // namespace radiosonde
