// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace radiosonde
{

enum class FilterTokenKind : quint8 { Word, Quoted, Operator, Open, Close };

// A piece of a filter's text. `text` of a quoted one is what stands between its quotes; \" and \\ are one
// character there.
struct FilterToken
{
    FilterTokenKind kind = FilterTokenKind::Word;
    QString text;
    qsizetype position = 0; // in the filter's text, UTF-16 units
    qsizetype length = 0;
    bool open = false; // quoted, and the closing quote is missing
};

// Any text has tokens; what they mean is the parser's.
QList<FilterToken> filterTokens(QStringView text);

// Whether a word is `and`, `or` or `not`, in any case.
enum class FilterKeyword : quint8 { None, And, Or, Not };
FilterKeyword filterKeyword(const FilterToken &token);

} // namespace radiosonde
