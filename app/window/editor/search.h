// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QList>
#include <QString>

namespace radiosonde
{

struct SearchPattern
{
    QString text;
    bool matchCase = false;
    bool wholeWords = false;
    bool regularExpression = false;

    bool operator==(const SearchPattern &) const = default;
};

struct SearchMatch
{
    int position = 0; // UTF-16 units
    int length = 0;
    QString replacement; // what the replacement text comes to for this match: \1 and such filled in

    bool operator==(const SearchMatch &) const = default;
};

// At most this many matches are looked for.
inline constexpr int maximumMatches = 10'000;

// All matches in `text`, in order, empty ones left out. Kind Usage for an expression that is none.
Result<QList<SearchMatch>> findMatches(const QString &text, const SearchPattern &pattern,
                                       const QString &replacement = {});

} // namespace radiosonde
