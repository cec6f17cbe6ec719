// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/flame_layout.h"

namespace radiosonde
{

// Words about the boxes of a flame graph: escaped, plain text.

// At most `longest` characters, cut in the middle.
QString flameBoxName(const FlameLayout &layout, const FlameBox &box, qsizetype longest);

// "vfs_read  12.5 %  1.25 s", in one line.
QString flameBoxText(const FlameLayout &layout, const FlameBox &box);

// The whole name in lines of bearable length, then module, weight, own weight, and the change.
QString flameToolTip(const FlameLayout &layout, const FlameBox &box);

} // namespace radiosonde
