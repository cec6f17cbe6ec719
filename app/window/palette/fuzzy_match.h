// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace radiosonde
{

// Where a typed pattern was found in a text, and how well it fits.
struct FuzzyMatch
{
    int score = 0;        // higher is better; comparable for one pattern only
    QList<int> positions; // of the matched characters, UTF-16 units, ascending

    bool operator==(const FuzzyMatch &) const = default;
};

// Every word of `pattern` must occur in `text`, whatever the case: best as a piece at the start of a word,
// then as a piece anywhere, then as letters in order ("rft" in "Run filetop"). An empty pattern matches
// everything with score 0.
std::optional<FuzzyMatch> fuzzyMatch(const QString &pattern, const QString &text);

} // namespace radiosonde
