// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/filter_tokens.h"

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

// Length of the operator at `at`; 0 for none.
qsizetype operatorLength(QStringView text, qsizetype at)
{
    static constexpr QLatin1StringView operators[] = {"=="_L1, "!="_L1, "!~"_L1, "<="_L1, ">="_L1, "&&"_L1,
                                                      "||"_L1, "="_L1,  "<"_L1,  ">"_L1,  "~"_L1};
    for (const QLatin1StringView candidate : operators) {
        if (text.sliced(at).startsWith(candidate))
            return candidate.size();
    }
    return 0;
}

FilterToken quoted(QStringView text, qsizetype at)
{
    FilterToken token{FilterTokenKind::Quoted, {}, at, 0, true};
    qsizetype i = at + 1;
    for (; i < text.size() && token.open; ++i) {
        const bool escape =
            text[i] == u'\\' && i + 1 < text.size() && (text[i + 1] == u'"' || text[i + 1] == u'\\');
        if (escape)
            token.text += text[++i];
        else if (text[i] == u'"')
            token.open = false;
        else
            token.text += text[i];
    }
    token.length = i - at;
    return token;
}

bool endsWord(QStringView text, qsizetype at)
{
    const QChar c = text[at];
    return c.isSpace() || c == u'"' || c == u'(' || c == u')' || operatorLength(text, at) > 0;
}

FilterToken word(QStringView text, qsizetype at)
{
    qsizetype i = at + 1;
    while (i < text.size() && !endsWord(text, i))
        ++i;
    return {FilterTokenKind::Word, text.sliced(at, i - at).toString(), at, i - at, false};
}

FilterToken tokenAt(QStringView text, qsizetype at)
{
    const QChar c = text[at];
    if (c == u'"')
        return quoted(text, at);
    if (c == u'(' || c == u')')
        return {c == u'(' ? FilterTokenKind::Open : FilterTokenKind::Close, QString(c), at, 1, false};
    if (const qsizetype length = operatorLength(text, at); length > 0)
        return {FilterTokenKind::Operator, text.sliced(at, length).toString(), at, length, false};
    return word(text, at);
}

} // namespace

QList<FilterToken> filterTokens(QStringView text)
{
    QList<FilterToken> tokens;
    for (qsizetype at = 0; at < text.size();) {
        if (text[at].isSpace()) {
            ++at;
            continue;
        }
        tokens += tokenAt(text, at);
        at += tokens.last().length;
    }
    return tokens;
}

FilterKeyword filterKeyword(const FilterToken &token)
{
    const auto is = [&](QLatin1StringView name) {
        return token.text.compare(name, Qt::CaseInsensitive) == 0;
    };
    if (token.kind == FilterTokenKind::Operator)
        return is("&&"_L1) ? FilterKeyword::And : is("||"_L1) ? FilterKeyword::Or : FilterKeyword::None;
    if (token.kind != FilterTokenKind::Word)
        return FilterKeyword::None;
    if (is("not"_L1) || is("!"_L1))
        return FilterKeyword::Not;
    return is("and"_L1) ? FilterKeyword::And : is("or"_L1) ? FilterKeyword::Or : FilterKeyword::None;
}

} // namespace radiosonde
