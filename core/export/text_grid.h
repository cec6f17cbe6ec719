// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace radiosonde
{

// Rows of text in aligned columns, for a terminal.
class TextGrid
{
public:
    struct Heading
    {
        QString text;
        bool right = false; // aligned to the right
    };
    explicit TextGrid(QList<Heading> headings) : m_headings(std::move(headings)) {}

    void addRow(const QStringList &cells) { m_rows.append(cells); }

    // Headings and rows, two blanks between columns. Lines longer than `columns` are cut; 0: they are not.
    void append(QByteArray &out, int columns) const;

private:
    QList<int> widths() const;

    QList<Heading> m_headings;
    QList<QStringList> m_rows;
};

// Width of a text on a terminal in cells: wide East Asian characters take two, combining marks none.
int terminalWidth(QStringView text);

// `text` with blanks up to `cells`; one that is wider stays whole.
QString padded(const QString &text, int cells, bool right);

// Appends a line, cut to `columns` unless 0, without trailing blanks.
void appendLine(QByteArray &out, const QString &line, int columns);

} // namespace radiosonde
