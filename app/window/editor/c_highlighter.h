// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>
#include <QSyntaxHighlighter>
#include <QTextCharFormat>

namespace radiosonde
{

// A small highlighter for C, for builds without KSyntaxHighlighting: comments, strings, numbers, keywords,
// types of the kernel and preprocessor lines.
class CHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT
public:
    explicit CHighlighter(QTextDocument *document);
    void setPalette(const QPalette &palette); // takes effect with the next rehighlight()

protected:
    void highlightBlock(const QString &text) override;

private:
    int comment(const QString &text, int from);
    int quoted(const QString &text, int from);
    int word(const QString &text, int from);

    QTextCharFormat m_comment;
    QTextCharFormat m_string;
    QTextCharFormat m_number;
    QTextCharFormat m_keyword;
    QTextCharFormat m_type;
    QTextCharFormat m_directive;
};

} // namespace radiosonde
