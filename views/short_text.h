// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"

namespace radiosonde
{

// Text of a target for a place with little room: at most `longest` characters, cut in the middle, and without
// what would change other text.
inline QString shortText(const QString &text, qsizetype longest)
{
    const QString safe = escapeControl(text);
    return safe.size() <= longest ? safe : safe.first(longest / 2) + u'…' + safe.last(longest / 2);
}

} // namespace radiosonde
