// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/row_filter.h"

#include <QStringList>

#include <algorithm>

namespace radiosonde
{

namespace
{

QStringList wordsOf(const QString &text)
{
    QStringList words;
    QString word;
    bool quoted = false;
    for (const QChar c : text) {
        if (c == u'"')
            quoted = !quoted;
        else if (c.isSpace() && !quoted)
            words += std::exchange(word, {});
        else
            word += c;
    }
    words += word;
    words.removeAll(QString());
    return words;
}

qsizetype columnNamed(const QStringList &columns, const QString &name)
{
    const auto at = std::find_if(columns.begin(), columns.end(), [&](const QString &column) {
        return column.compare(name, Qt::CaseInsensitive) == 0;
    });
    return at == columns.end() ? -1 : at - columns.begin();
}

} // namespace

RowFilter::RowFilter(const QString &text, const QStringList &columns) : m_columns(columns.size())
{
    for (QString word : wordsOf(text)) {
        Term term;
        term.negated = word.size() > 1 && word.startsWith(u'-');
        if (term.negated)
            word.remove(0, 1);
        const qsizetype colon = word.indexOf(u':');
        if (colon > 0)
            term.column = columnNamed(columns, word.left(colon));
        term.text = term.column >= 0 ? word.mid(colon + 1) : word;
        m_terms += term;
    }
}

bool RowFilter::matches(const std::function<QString(qsizetype)> &cell) const
{
    return std::all_of(m_terms.begin(), m_terms.end(), [&](const Term &term) {
        bool found = false;
        const qsizetype from = qMax<qsizetype>(0, term.column);
        const qsizetype to = term.column >= 0 ? from + 1 : m_columns;
        for (qsizetype column = from; column < to && !found; ++column)
            found = cell(column).contains(term.text, Qt::CaseInsensitive);
        return found != term.negated;
    });
}

} // namespace radiosonde
