// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>

#include <functional>

namespace radiosonde
{

// The filter field's text: words that must all occur, in any column ("sshd") or in one ("comm:sshd"), case
// ignored;
// "-word" must not occur. "\"two words\"" are one.
class RowFilter
{
public:
    // `columns` are the names that may stand before a colon; an unknown name makes the colon part of the
    // word.
    RowFilter() = default;
    RowFilter(const QString &text, const QStringList &columns);

    bool isEmpty() const { return m_terms.isEmpty(); }

    // `cell(i)` is the displayed text of column i of `columns`.
    bool matches(const std::function<QString(qsizetype)> &cell) const;

private:
    struct Term
    {
        QString text;
        qsizetype column = -1; // -1: any
        bool negated = false;
    };

    QList<Term> m_terms;
    qsizetype m_columns = 0;
};

} // namespace radiosonde
