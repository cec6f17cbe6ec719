// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/text_grid.h"

#include <algorithm>

namespace radiosonde
{

namespace
{

constexpr int widestCell = 60; // longer ones push the rest of their line to the right

// The ranges that terminals draw two cells wide (Unicode's East Asian Width W and F, the common ones).
bool isWide(char32_t c)
{
    return (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf) || (c >= 0xac00 && c <= 0xd7a3) ||
           (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60) ||
           (c >= 0xffe0 && c <= 0xffe6) || (c >= 0x1f300 && c <= 0x1faff) || (c >= 0x20000 && c <= 0x3fffd);
}

int cellsOf(char32_t c)
{
    if (c < 0x300)
        return 1;
    const QChar::Category category = QChar::category(c);
    const bool mark = category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing;
    return mark ? 0 : isWide(c) ? 2 : 1;
}

QString cut(const QString &text, int cells)
{
    if (terminalWidth(text) <= cells)
        return text;
    QString result;
    int used = 0;
    for (const char32_t c : text.toUcs4()) {
        used += cellsOf(c);
        if (used > cells)
            break;
        result += QString::fromUcs4(&c, 1);
    }
    return result;
}

} // namespace

int terminalWidth(QStringView text)
{
    const bool ascii = std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x300; });
    if (ascii)
        return static_cast<int>(text.size());
    int cells = 0;
    for (const char32_t c : text.toUcs4())
        cells += cellsOf(c);
    return cells;
}

QString padded(const QString &text, int cells, bool right)
{
    const int missing = std::max(0, cells - terminalWidth(text));
    const QString blanks(missing, u' ');
    return right ? blanks + text : text + blanks;
}

void appendLine(QByteArray &out, const QString &line, int columns)
{
    QByteArray bytes = (columns > 0 ? cut(line, columns) : line).toUtf8();
    while (bytes.endsWith(' '))
        bytes.chop(1);
    out.append(bytes).append('\n');
}

QList<int> TextGrid::widths() const
{
    QList<int> widths;
    for (qsizetype column = 0; column < m_headings.size(); ++column) {
        int width = terminalWidth(m_headings[column].text);
        for (const QStringList &row : m_rows)
            width = std::max(width, std::min(widestCell, terminalWidth(row.value(column))));
        widths.append(width);
    }
    return widths;
}

void TextGrid::append(QByteArray &out, int columns) const
{
    const QList<int> columnWidths = widths();
    const auto appendRow = [&](auto &&cellOf) {
        QString line;
        for (qsizetype column = 0; column < m_headings.size(); ++column)
            line +=
                padded(cellOf(column), columnWidths[column], m_headings[column].right) + QStringLiteral("  ");
        appendLine(out, line, columns);
    };
    appendRow([&](qsizetype column) { return m_headings[column].text; });
    for (const QStringList &row : m_rows)
        appendRow([&](qsizetype column) { return row.value(column); });
}

} // namespace radiosonde
