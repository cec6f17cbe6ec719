// SPDX-License-Identifier: GPL-3.0-or-later
// What CodeEditor draws beside and behind its text.
#include "app/window/editor/brackets.h"
#include "app/window/editor/code_editor.h"
#include "app/window/editor/line_margin.h"
#include "app/window/editor/text_position.h"
#include "views/theme.h"

#include <QPaintEvent>
#include <QPainter>
#include <QTextBlock>

namespace radiosonde
{

namespace
{

QColor colourOf(Severity severity, const Shades &tones)
{
    return severity == Severity::Error     ? tones.error
           : severity == Severity::Warning ? tones.warning
                                           : tones.muted;
}

QTextEdit::ExtraSelection background(QTextCursor cursor, const QColor &colour)
{
    QTextEdit::ExtraSelection selection;
    selection.cursor = std::move(cursor);
    selection.format.setBackground(colour);
    return selection;
}

} // namespace

void CodeEditor::paintMargin(QPaintEvent *event)
{
    QPainter painter(m_margin);
    const Shades tones = shades(palette());
    const QColor base = palette().color(QPalette::Base);
    painter.fillRect(event->rect(), base);
    painter.setFont(font());
    const int digit = fontMetrics().horizontalAdvance(u'9');
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF area = blockBoundingGeometry(block).translated(contentOffset());
        if (area.top() > event->rect().bottom())
            break;
        const int line = block.blockNumber() + 1;
        const bool current = textCursor().blockNumber() + 1 == line;
        painter.setPen(current ? palette().color(QPalette::Text) : blend(base, tones.muted, 0.75));
        painter.drawText(QRectF(0, area.top(), marginWidth() - 1.5 * digit, fontMetrics().height()),
                         Qt::AlignRight, QString::number(line));
        for (const Diagnostic &diagnostic : std::as_const(m_diagnostics)) {
            if (diagnostic.line != line)
                continue;
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(Qt::NoPen);
            painter.setBrush(colourOf(diagnostic.severity, tones));
            painter.drawEllipse(QPointF(digit, area.top() + fontMetrics().height() / 2.0), digit * 0.4,
                                digit * 0.4);
            break;
        }
    }
}

QTextCursor CodeEditor::rangeOf(const Diagnostic &diagnostic) const
{
    QTextCursor cursor(document());
    cursor.setPosition(positionOf(*document(), diagnostic.line, diagnostic.column));
    const QTextBlock block = cursor.block();
    const QString text = block.text();
    int end = cursor.positionInBlock();
    while (end < text.size() && (text.at(end).isLetterOrNumber() || text.at(end) == u'_'))
        ++end;
    if (end == cursor.positionInBlock())
        end = qMin(int(text.size()), end + 1);
    if (end == cursor.positionInBlock() && end > 0) // at the end of a line: mark the character before
        cursor.setPosition(block.position() + end - 1);
    cursor.setPosition(block.position() + end, QTextCursor::KeepAnchor);
    return cursor;
}

void CodeEditor::refreshSelections()
{
    QList<QTextEdit::ExtraSelection> selections;
    const Shades tones = shades(palette());
    const QColor base = palette().color(QPalette::Base);
    if (!isReadOnly()) {
        QTextEdit::ExtraSelection line =
            background(textCursor(), blend(base, palette().color(QPalette::Text), 0.05));
        line.cursor.clearSelection();
        line.format.setProperty(QTextFormat::FullWidthSelection, true);
        selections += line;
    }
    for (const QTextCursor &match : std::as_const(m_matches))
        selections += background(match, blend(base, tones.warning, 0.35));
    for (const QTextCursor &bracket : matchingBrackets(textCursor()))
        selections += background(bracket, blend(base, palette().color(QPalette::Highlight), 0.45));
    for (const Diagnostic &diagnostic : std::as_const(m_diagnostics)) {
        if (diagnostic.line <= 0)
            continue;
        QTextEdit::ExtraSelection selection;
        selection.cursor = rangeOf(diagnostic);
        selection.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        selection.format.setUnderlineColor(colourOf(diagnostic.severity, tones));
        selections += selection;
    }
    setExtraSelections(selections);
}

} // namespace radiosonde
