// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/palette/fuzzy_match.h"

#include <algorithm>

namespace radiosonde
{

namespace
{

constexpr int startOfWordScore = 1000;
constexpr int pieceScore = 600;
constexpr int lettersScore = 300;
constexpr int wordStartBonus = 20;
constexpr int gapCost = 3;

bool startsWord(const QString &text, qsizetype at)
{
    if (at == 0)
        return true;
    const QChar before = text.at(at - 1);
    return !before.isLetterOrNumber() || (before.isLower() && text.at(at).isUpper());
}

FuzzyMatch piece(qsizetype at, qsizetype length, int score)
{
    FuzzyMatch match{.score = score - int(std::min<qsizetype>(at, 100)), .positions = {}};
    for (qsizetype i = 0; i < length; ++i)
        match.positions += int(at + i);
    return match;
}

std::optional<FuzzyMatch> asPiece(QStringView word, const QString &text)
{
    std::optional<FuzzyMatch> anywhere;
    for (qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(word, at + 1, Qt::CaseInsensitive)) {
        if (startsWord(text, at))
            return piece(at, word.size(), startOfWordScore);
        if (!anywhere)
            anywhere = piece(at, word.size(), pieceScore);
    }
    return anywhere;
}

// Where the next letter is taken: at a start of a word where there is one, or where it comes first.
enum class Letters : quint8 { AtStarts, First };

qsizetype findLetter(QChar letter, const QString &text, qsizetype from, Letters letters)
{
    const qsizetype first = text.indexOf(letter, from, Qt::CaseInsensitive);
    if (letters == Letters::First || first == from)
        return first;
    for (qsizetype at = first; at >= 0; at = text.indexOf(letter, at + 1, Qt::CaseInsensitive)) {
        if (startsWord(text, at))
            return at;
    }
    return first;
}

std::optional<FuzzyMatch> asLetters(QStringView word, const QString &text, Letters letters)
{
    const bool atStarts = letters == Letters::AtStarts;
    FuzzyMatch match{.score = atStarts ? lettersScore : lettersScore / 2, .positions = {}};
    qsizetype from = 0;
    for (const QChar letter : word) {
        const qsizetype at = findLetter(letter, text, from, letters);
        if (at < 0)
            return {};
        match.score += (atStarts && startsWord(text, at) ? wordStartBonus : 0) - gapCost * int(at - from);
        match.positions += int(at);
        from = at + 1;
    }
    return match;
}

std::optional<FuzzyMatch> matchWord(QStringView word, const QString &text)
{
    if (auto match = asPiece(word, text))
        return match;
    if (auto match = asLetters(word, text, Letters::AtStarts))
        return match;
    // Taking a start of a word may leave too little text behind it.
    return asLetters(word, text, Letters::First);
}

} // namespace

std::optional<FuzzyMatch> fuzzyMatch(const QString &pattern, const QString &text)
{
    FuzzyMatch whole;
    const QList<QStringView> words = QStringView(pattern).split(u' ', Qt::SkipEmptyParts);
    for (const QStringView word : words) {
        const std::optional<FuzzyMatch> match = matchWord(word, text);
        if (!match)
            return {};
        whole.score += match->score;
        whole.positions += match->positions;
    }
    std::ranges::sort(whole.positions);
    const auto repeated = std::ranges::unique(whole.positions);
    whole.positions.erase(repeated.begin(), repeated.end());
    return whole;
}

} // namespace radiosonde
