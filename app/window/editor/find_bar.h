// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/editor/search.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace radiosonde
{

class CodeEditor;

// Find and replace below an editor: as you type, with the number of matches. Hidden until asked for.
class FindBar : public QWidget
{
    Q_OBJECT
public:
    explicit FindBar(CodeEditor *editor);

    void open(bool withReplace); // starts with the selected text
    void findNext(bool backwards = false);
    void replaceCurrent();
    void replaceAll(); // one undo step

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    SearchPattern pattern() const;
    void refresh();
    void close();
    void select(qsizetype index);
    QToolButton *toggle(const QString &text, const QString &tip);
    QToolButton *button(const QString &iconName, const QString &tip);

    CodeEditor *m_editor;
    QLineEdit *m_find;
    QLineEdit *m_replace;
    QWidget *m_replaceRow;
    QLabel *m_count;
    QToolButton *m_case;
    QToolButton *m_words;
    QToolButton *m_expression;
    QList<SearchMatch> m_matches;
};

} // namespace radiosonde
