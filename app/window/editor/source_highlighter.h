// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPalette>

#include <memory>

class QSyntaxHighlighter;
class QTextDocument;

namespace radiosonde
{

// Colours C: with KSyntaxHighlighting where the build has it, else with a small lexer of our own. The
// definitions are loaded after the first paint, so that they don't delay a window's start. GUI thread.
class SourceHighlighter : public QObject
{
    Q_OBJECT
public:
    explicit SourceHighlighter(QTextDocument *document);
    ~SourceHighlighter() override;

    // Picks colours that read on the palette's base.
    void setPalette(const QPalette &palette);

private:
    void create();

    QTextDocument *m_document;
    QPalette m_palette;
    QSyntaxHighlighter *m_highlighter = nullptr;
};

} // namespace radiosonde
