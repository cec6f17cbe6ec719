// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/flame_layout.h"

#include <QColor>
#include <QPalette>

namespace radiosonde
{

enum class FlameScheme : quint8 {
    Kind,    // kernel, user, process
    Waiting, // likewise, in cold colours: time off the processor
    Module,  // a hue for each module
    Name,    // a hue for each function
};

// Colours of boxes, from the palette. With two intervals: red for what has grown, blue for what has shrunk,
// whatever the scheme.
class FlameColors
{
public:
    FlameColors(const QPalette &palette, FlameScheme scheme);

    // `dimmed`: there is a search, and the box was not found.
    QColor fill(const FlameLayout &layout, const FlameBox &box, bool dimmed) const;
    QColor text() const { return m_text; }
    QColor found() const { return m_found; } // of boxes that the search found
    QColor base() const { return m_base; }

private:
    QColor ofFrame(const Frame &frame) const;
    QColor ofDifference(const FlameLayout &layout, const FlameBox &box) const;
    QColor toned(float hue, float strength, uint seed) const;

    FlameScheme m_scheme;
    bool m_dark;
    QColor m_base;
    QColor m_text;
    QColor m_found;
};

// The change of a box's share of all between the two intervals, in (-1, 1).
double shareChange(const FlameLayout &layout, const FlameBox &box);

} // namespace radiosonde
