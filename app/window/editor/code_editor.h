// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/diagnostic.h"

#include <QPlainTextEdit>

#include <memory>

namespace radiosonde
{

class LineMargin;
class SourceHighlighter;

// A text editor for C: line numbers, current line, matching brackets, indentation, and the compiler's
// messages underlined where they belong, with their text as tooltip and their mends one key away.
class CodeEditor : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit CodeEditor(QWidget *parent = nullptr);
    ~CodeEditor() override;

    // All text with '\n' between lines, exactly as typed (toPlainText() would turn no-break spaces into
    // spaces).
    QString text() const;

    // Messages about this file; those of other files are left out. Positions are the compiler's.
    void setDiagnostics(const QList<Diagnostic> &diagnostics);
    const QList<Diagnostic> &diagnostics() const { return m_diagnostics; }

    // Applies the first mend of a message on the cursor's line; false when there is none.
    bool applyFixIt();

    // `line` and `column` count from 1, columns in bytes of UTF-8; out of range goes to the nearest place.
    void goTo(int line, int column = 1);

    // Ranges that a search has found; drawn until the next call.
    void setSearchMatches(const QList<QTextCursor> &matches);

    // Comments the selected lines out, or in again.
    void toggleComment();
    void zoom(int steps); // 0 goes back to the font of the settings
    void setCodeFont(const QFont &font);

    int marginWidth() const;
    void paintMargin(QPaintEvent *event);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void updateMargin(const QRect &rect, int scrolled);
    void refreshSelections();
    void refreshColours();
    void indentNewLine();
    bool indentSelection(bool deeper);
    QString messageAt(const QPoint &position) const;
    QTextCursor rangeOf(const Diagnostic &diagnostic) const;

    LineMargin *m_margin = nullptr;
    SourceHighlighter *m_highlighter = nullptr;
    QList<Diagnostic> m_diagnostics;
    QList<QTextCursor> m_matches;
    QFont m_baseFont;
};

} // namespace radiosonde
