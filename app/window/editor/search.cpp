// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/editor/search.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

QRegularExpression expressionOf(const SearchPattern &pattern)
{
    QString source = pattern.regularExpression ? pattern.text : QRegularExpression::escape(pattern.text);
    if (pattern.wholeWords)
        source = u"\\b(?:%1)\\b"_s.arg(source);
    QRegularExpression::PatternOptions options = QRegularExpression::MultilineOption;
    if (!pattern.matchCase)
        options |= QRegularExpression::CaseInsensitiveOption;
    return QRegularExpression(source, options);
}

QString expand(const QString &replacement, const QRegularExpressionMatch &match)
{
    QString result;
    for (qsizetype i = 0; i < replacement.size(); ++i) {
        const QChar next = i + 1 < replacement.size() ? replacement.at(i + 1) : QChar();
        if (replacement.at(i) != u'\\' || next.isNull()) {
            result += replacement.at(i);
            continue;
        }
        ++i;
        if (next.isDigit())
            result += match.captured(next.digitValue());
        else
            result += next == u'n' ? QChar(u'\n') : next == u't' ? QChar(u'\t') : next;
    }
    return result;
}

} // namespace

Result<QList<SearchMatch>> findMatches(const QString &text, const SearchPattern &pattern,
                                       const QString &replacement)
{
    QList<SearchMatch> matches;
    if (pattern.text.isEmpty())
        return matches;
    const QRegularExpression expression = expressionOf(pattern);
    if (!expression.isValid())
        return fail(ErrorKind::Usage, QCoreApplication::translate("Search", "Not a regular expression: %1")
                                          .arg(expression.errorString()));
    auto iterator = expression.globalMatch(text);
    while (iterator.hasNext() && matches.size() < maximumMatches) {
        const QRegularExpressionMatch match = iterator.next();
        if (match.capturedLength() == 0)
            continue;
        matches += SearchMatch{int(match.capturedStart()), int(match.capturedLength()),
                               pattern.regularExpression ? expand(replacement, match) : replacement};
    }
    return matches;
}

} // namespace radiosonde
