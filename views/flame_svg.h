// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/flame_colors.h"
#include "views/flame_layout.h"

namespace radiosonde
{

// What a layout for flameSvg() is made with: pixels.
inline constexpr double svgWidth = 1200;
inline constexpr double svgNarrowest = 0.1;

// A flame graph as one SVG file that needs no other: a click zooms, / or Ctrl+F searches, Escape shows
// everything. Names are escaped; nothing in the file is executed but its own script. Any thread.
QByteArray flameSvg(const FlameLayout &layout, FlameScheme scheme, const QString &title);

} // namespace radiosonde
