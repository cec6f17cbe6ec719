// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/editor/find_bar.h"

#include "app/window/editor/code_editor.h"
#include "views/icon.h"
#include "views/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace radiosonde
{

using namespace Qt::StringLiterals;

FindBar::FindBar(CodeEditor *editor)
    : m_editor(editor), m_find(new QLineEdit), m_replace(new QLineEdit), m_replaceRow(new QWidget),
      m_count(new QLabel), m_case(toggle(u"Aa"_s, tr("Match case (Alt+C)"))),
      m_words(toggle(u"W"_s, tr("Whole words (Alt+W)"))),
      m_expression(toggle(u".*"_s, tr("Regular expression (Alt+X)")))
{
    m_find->setPlaceholderText(tr("Find"));
    m_find->setAccessibleName(tr("Find"));
    m_replace->setPlaceholderText(tr("Replace by"));
    m_replace->setAccessibleName(tr("Replace by"));
    m_case->setShortcut(QKeySequence(u"Alt+C"_s));
    m_words->setShortcut(QKeySequence(u"Alt+W"_s));
    m_expression->setShortcut(QKeySequence(u"Alt+X"_s));
    auto *previous = button(u"previous"_s, tr("Previous match (Shift+F3)"));
    auto *next = button(u"next"_s, tr("Next match (F3)"));
    auto *closeButton = button(u"close"_s, tr("Close (Esc)"));

    auto *findRow = new QHBoxLayout;
    for (QWidget *widget :
         {static_cast<QWidget *>(m_find), static_cast<QWidget *>(m_case), static_cast<QWidget *>(m_words),
          static_cast<QWidget *>(m_expression), static_cast<QWidget *>(previous),
          static_cast<QWidget *>(next), static_cast<QWidget *>(m_count), static_cast<QWidget *>(closeButton)})
        findRow->addWidget(widget, widget == m_find ? 1 : 0);
    auto *replaceLayout = new QHBoxLayout(m_replaceRow);
    auto *one = new QPushButton(tr("Replace"));
    auto *all = new QPushButton(tr("Replace all"));
    replaceLayout->setContentsMargins({});
    replaceLayout->addWidget(m_replace, 1);
    replaceLayout->addWidget(one);
    replaceLayout->addWidget(all);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 4, 6, 4);
    layout->setSpacing(4);
    layout->addLayout(findRow);
    layout->addWidget(m_replaceRow);

    connect(m_find, &QLineEdit::textChanged, this, &FindBar::refresh);
    for (const QToolButton *option : {m_case, m_words, m_expression})
        connect(option, &QToolButton::toggled, this, &FindBar::refresh);
    connect(previous, &QToolButton::clicked, this, [this] { findNext(true); });
    connect(next, &QToolButton::clicked, this, [this] { findNext(); });
    connect(closeButton, &QToolButton::clicked, this, &FindBar::close);
    connect(one, &QPushButton::clicked, this, &FindBar::replaceCurrent);
    connect(all, &QPushButton::clicked, this, &FindBar::replaceAll);
    connect(editor, &QPlainTextEdit::textChanged, this, [this] {
        if (isVisible())
            refresh();
    });
    hide();
}

QToolButton *FindBar::toggle(const QString &text, const QString &tip)
{
    auto *result = new QToolButton(this);
    result->setText(text);
    result->setToolTip(tip);
    result->setCheckable(true);
    result->setAutoRaise(true);
    return result;
}

QToolButton *FindBar::button(const QString &iconName, const QString &tip)
{
    auto *result = new QToolButton(this);
    result->setIcon(icon(iconName));
    result->setToolTip(tip);
    result->setAutoRaise(true);
    return result;
}

SearchPattern FindBar::pattern() const
{
    return {m_find->text(), m_case->isChecked(), m_words->isChecked(), m_expression->isChecked()};
}

void FindBar::open(bool withReplace)
{
    const QString selected = m_editor->textCursor().selectedText();
    if (!selected.isEmpty() && !selected.contains(QChar::ParagraphSeparator))
        m_find->setText(selected);
    m_replaceRow->setVisible(withReplace);
    show();
    m_find->setFocus();
    m_find->selectAll();
    refresh();
}

void FindBar::close()
{
    hide();
    m_editor->setSearchMatches({});
    m_editor->setFocus();
}

void FindBar::refresh()
{
    const auto found = findMatches(m_editor->text(), pattern(), m_replace->text());
    m_matches = found.value_or(QList<SearchMatch>());
    QList<QTextCursor> cursors;
    for (const SearchMatch &match : std::as_const(m_matches)) {
        QTextCursor cursor(m_editor->document());
        cursor.setPosition(match.position);
        cursor.setPosition(match.position + match.length, QTextCursor::KeepAnchor);
        cursors += cursor;
    }
    m_editor->setSearchMatches(cursors);
    m_count->setText(m_find->text().isEmpty() ? QString()
                     : found                  ? tr("%n match(es)", nullptr, int(m_matches.size()))
                                              : tr("not an expression"));
    m_count->setToolTip(found ? QString() : found.error().text);
    QPalette tinted = palette();
    if (!m_find->text().isEmpty() && m_matches.isEmpty())
        tinted.setColor(QPalette::Text, shades(palette()).error);
    m_find->setPalette(tinted);
}

void FindBar::select(qsizetype index)
{
    const SearchMatch &match = m_matches.at(index);
    QTextCursor cursor(m_editor->document());
    cursor.setPosition(match.position);
    cursor.setPosition(match.position + match.length, QTextCursor::KeepAnchor);
    m_editor->setTextCursor(cursor);
}

void FindBar::findNext(bool backwards)
{
    refresh();
    if (m_matches.isEmpty())
        return;
    const QTextCursor cursor = m_editor->textCursor();
    const auto before = [](const SearchMatch &match, int position) { return match.position < position; };
    const int from = backwards ? cursor.selectionStart() : cursor.selectionEnd();
    const auto at = std::lower_bound(m_matches.begin(), m_matches.end(), from, before);
    if (backwards)
        select(at == m_matches.begin() ? m_matches.size() - 1 : at - m_matches.begin() - 1);
    else
        select(at == m_matches.end() ? 0 : at - m_matches.begin());
}

void FindBar::replaceCurrent()
{
    refresh();
    const QTextCursor cursor = m_editor->textCursor();
    for (const SearchMatch &match : std::as_const(m_matches)) {
        if (match.position != cursor.selectionStart() ||
            match.length != cursor.selectionEnd() - match.position)
            continue;
        QTextCursor(cursor).insertText(match.replacement);
        break;
    }
    findNext();
}

void FindBar::replaceAll()
{
    refresh();
    QTextCursor cursor(m_editor->document());
    const QList<SearchMatch> matches = m_matches;
    cursor.beginEditBlock();
    for (auto match = matches.rbegin(); match != matches.rend(); ++match) {
        cursor.setPosition(match->position);
        cursor.setPosition(match->position + match->length, QTextCursor::KeepAnchor);
        cursor.insertText(match->replacement);
    }
    cursor.endEditBlock();
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        m_replace->hasFocus() ? replaceCurrent() : findNext(event->modifiers() & Qt::ShiftModifier);
    else
        QWidget::keyPressEvent(event);
}

} // namespace radiosonde
