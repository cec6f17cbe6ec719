// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/editor/code_editor.h"

namespace radiosonde
{

// The strip left of the text: line numbers and a mark where the compiler has something to say.
class LineMargin : public QWidget
{
    Q_OBJECT
public:
    explicit LineMargin(CodeEditor *editor) : QWidget(editor), m_editor(editor) {}

    QSize sizeHint() const override { return QSize(m_editor->marginWidth(), 0); }

protected:
    void paintEvent(QPaintEvent *event) override { m_editor->paintMargin(event); }

private:
    CodeEditor *m_editor;
};

} // namespace radiosonde
