// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/editor/line_edits.h"

#include "app/window/editor/text_position.h"

#include <QTextBlock>
#include <QTextDocument>

#include <algorithm>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

QString leadingSpace(const QString &line)
{
    const auto end =
        std::find_if_not(line.begin(), line.end(), [](QChar c) { return c == u' ' || c == u'\t'; });
    return line.left(end - line.begin());
}

// The blocks that a selection touches; a selection that ends at a line's start leaves that line out.
QList<QTextBlock> selectedBlocks(const QTextCursor &cursor)
{
    const QTextDocument *document = cursor.document();
    QTextBlock block = document->findBlock(cursor.selectionStart());
    QList<QTextBlock> blocks{block};
    while ((block = block.next()).isValid() && block.position() < cursor.selectionEnd())
        blocks += block;
    return blocks;
}

void insertAt(QTextCursor &cursor, int position, const QString &text)
{
    cursor.setPosition(position);
    cursor.insertText(text);
}

void removeAt(QTextCursor &cursor, int position, int length)
{
    cursor.setPosition(position);
    cursor.setPosition(position + length, QTextCursor::KeepAnchor);
    cursor.removeSelectedText();
}

} // namespace

QString indentUnit(const QTextDocument &document)
{
    int tabs = 0;
    int spaces = 0;
    QTextBlock block = document.begin();
    for (int line = 0; line < 500 && block.isValid(); ++line, block = block.next()) {
        tabs += block.text().startsWith(u'\t');
        spaces += block.text().startsWith("    "_L1);
    }
    return tabs > spaces ? u"\t"_s : u"    "_s;
}

QString indentAfter(const QString &before, const QString &unit)
{
    const QString indent = leadingSpace(before);
    return before.trimmed().endsWith(u'{') ? indent + unit : indent;
}

void shiftLines(QTextCursor cursor, const QString &unit, bool deeper)
{
    const QList<QTextBlock> blocks = selectedBlocks(cursor);
    cursor.beginEditBlock();
    for (const QTextBlock &block : blocks) {
        if (deeper && !block.text().isEmpty())
            insertAt(cursor, block.position(), unit);
        else if (!deeper && block.text().startsWith(u'\t'))
            removeAt(cursor, block.position(), 1);
        else if (!deeper)
            removeAt(cursor, block.position(), int(qMin<qsizetype>(4, leadingSpace(block.text()).size())));
    }
    cursor.endEditBlock();
}

void toggleLineComments(QTextCursor cursor)
{
    const QList<QTextBlock> blocks = selectedBlocks(cursor);
    const bool commented = std::all_of(blocks.begin(), blocks.end(), [](const QTextBlock &block) {
        return block.text().trimmed().isEmpty() || block.text().trimmed().startsWith("//"_L1);
    });
    cursor.beginEditBlock();
    for (const QTextBlock &block : blocks) {
        const int indent = int(leadingSpace(block.text()).size());
        if (block.text().trimmed().isEmpty())
            continue;
        if (commented)
            removeAt(cursor, block.position() + indent,
                     block.text().mid(indent).startsWith("// "_L1) ? 3 : 2);
        else
            insertAt(cursor, block.position() + indent, u"// "_s);
    }
    cursor.endEditBlock();
}

void applyFixIts(QTextDocument &document, const QList<FixIt> &fixits)
{
    QList<FixIt> sorted = fixits;
    std::sort(sorted.begin(), sorted.end(), [](const FixIt &a, const FixIt &b) {
        return std::pair(a.line, a.column) > std::pair(b.line, b.column);
    });
    QTextCursor cursor(&document);
    cursor.beginEditBlock();
    for (const FixIt &fixit : std::as_const(sorted)) {
        const int end = positionOf(document, fixit.endLine, fixit.endColumn);
        cursor.setPosition(positionOf(document, fixit.line, fixit.column));
        cursor.setPosition(qMax(end, cursor.position()), QTextCursor::KeepAnchor);
        cursor.insertText(fixit.replacement);
    }
    cursor.endEditBlock();
}

} // namespace radiosonde
