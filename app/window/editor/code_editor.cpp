// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/editor/code_editor.h"

#include "app/window/editor/brackets.h"
#include "app/window/editor/line_edits.h"
#include "app/window/editor/line_margin.h"
#include "app/window/editor/source_highlighter.h"
#include "app/window/editor/text_position.h"
#include "views/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QTextBlock>
#include <QTextDocument>
#include <QToolTip>
#include <QWheelEvent>

namespace radiosonde
{

using namespace Qt::StringLiterals;

CodeEditor::CodeEditor(QWidget *parent)
    : QPlainTextEdit(parent), m_margin(new LineMargin(this)), m_highlighter(new SourceHighlighter(document()))
{
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Source"));
    setCodeFont(codeFont());
    connect(this, &QPlainTextEdit::blockCountChanged, this,
            [this] { setViewportMargins(marginWidth(), 0, 0, 0); });
    connect(this, &QPlainTextEdit::updateRequest, this, &CodeEditor::updateMargin);
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, &CodeEditor::refreshSelections);
    refreshColours();
}

CodeEditor::~CodeEditor() = default;

QString CodeEditor::text() const
{
    QTextCursor cursor(document());
    cursor.select(QTextCursor::Document);
    QString raw = cursor.selectedText();
    raw.replace(QChar::ParagraphSeparator, u'\n').replace(QChar::LineSeparator, u'\n');
    return raw;
}

void CodeEditor::setDiagnostics(const QList<Diagnostic> &diagnostics)
{
    m_diagnostics = diagnostics;
    refreshSelections();
    m_margin->update();
}

bool CodeEditor::applyFixIt()
{
    const int line = textCursor().blockNumber() + 1;
    for (const Diagnostic &diagnostic : std::as_const(m_diagnostics)) {
        if (diagnostic.line != line || diagnostic.fixits.isEmpty())
            continue;
        applyFixIts(*document(), diagnostic.fixits);
        return true;
    }
    return false;
}

void CodeEditor::goTo(int line, int column)
{
    QTextCursor cursor(document());
    cursor.setPosition(positionOf(*document(), line, column));
    setTextCursor(cursor);
    centerCursor();
    setFocus();
}

void CodeEditor::setSearchMatches(const QList<QTextCursor> &matches)
{
    m_matches = matches;
    refreshSelections();
}

void CodeEditor::toggleComment()
{
    toggleLineComments(textCursor());
}

void CodeEditor::zoom(int steps)
{
    QFont font = this->font();
    font.setPointSizeF(steps == 0 ? m_baseFont.pointSizeF() : qBound(6.0, font.pointSizeF() + steps, 40.0));
    setFont(font);
    setTabStopDistance(4 * QFontMetricsF(font).horizontalAdvance(u' '));
    setViewportMargins(marginWidth(), 0, 0, 0);
}

void CodeEditor::setCodeFont(const QFont &font)
{
    m_baseFont = font;
    setFont(font);
    zoom(0);
}

int CodeEditor::marginWidth() const
{
    const qsizetype digits = qMax<qsizetype>(3, QString::number(blockCount()).size());
    return int(fontMetrics().horizontalAdvance(u'9') * (digits + 3));
}

void CodeEditor::updateMargin(const QRect &rect, int scrolled)
{
    if (scrolled)
        m_margin->scroll(0, scrolled);
    else
        m_margin->update(0, rect.y(), m_margin->width(), rect.height());
}

void CodeEditor::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    const QRect area = contentsRect();
    m_margin->setGeometry(area.left(), area.top(), marginWidth(), area.height());
}

void CodeEditor::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_highlighter)
        refreshColours();
}

void CodeEditor::refreshColours()
{
    m_highlighter->setPalette(palette());
    refreshSelections();
}

void CodeEditor::wheelEvent(QWheelEvent *event)
{
    if (!(event->modifiers() & Qt::ControlModifier)) {
        QPlainTextEdit::wheelEvent(event);
        return;
    }
    zoom(event->angleDelta().y() > 0 ? 1 : -1);
    event->accept();
}

void CodeEditor::keyPressEvent(QKeyEvent *event)
{
    const bool plain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (plain && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        indentNewLine();
        return;
    }
    if (event->key() == Qt::Key_Tab && plain && indentSelection(true))
        return;
    if (event->key() == Qt::Key_Backtab && indentSelection(false))
        return;
    QPlainTextEdit::keyPressEvent(event);
}

void CodeEditor::indentNewLine()
{
    QTextCursor cursor = textCursor();
    const QString before = cursor.block().text().left(cursor.positionInBlock());
    cursor.insertText(u"\n"_s + indentAfter(before, indentUnit(*document())));
    setTextCursor(cursor);
    ensureCursorVisible();
}

bool CodeEditor::indentSelection(bool deeper)
{
    QTextCursor cursor = textCursor();
    if (deeper && !cursor.hasSelection()) {
        cursor.insertText(indentUnit(*document()));
        return true;
    }
    shiftLines(cursor, indentUnit(*document()), deeper);
    return true;
}

bool CodeEditor::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QPlainTextEdit::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QString message = messageAt(viewport()->mapFrom(this, help->pos()));
    // Qt would read "<b>" in a compiler's message as markup.
    QToolTip::showText(help->globalPos(), message.isEmpty() ? QString() : Qt::convertFromPlainText(message),
                       this);
    return true;
}

QString CodeEditor::messageAt(const QPoint &position) const
{
    const QTextCursor cursor = cursorForPosition(position);
    const bool inMargin = position.x() < 0;
    QStringList messages;
    for (const Diagnostic &diagnostic : m_diagnostics) {
        const QTextCursor range = rangeOf(diagnostic);
        const bool hit = inMargin ? cursor.blockNumber() + 1 == diagnostic.line
                                  : cursor.position() >= range.selectionStart() &&
                                        cursor.position() <= range.selectionEnd();
        if (!hit)
            continue;
        messages += diagnostic.message;
        if (!diagnostic.hint.isEmpty())
            messages += diagnostic.hint;
        if (!diagnostic.fixits.isEmpty())
            messages += tr("Alt+Enter applies the proposed fix");
    }
    return messages.join(u'\n');
}

} // namespace radiosonde
