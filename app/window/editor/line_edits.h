// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/diagnostic.h"

#include <QTextCursor>

namespace radiosonde
{

// A tab or the spaces that most indented lines of the document begin with; four spaces when none does.
QString indentUnit(const QTextDocument &document);

// Indentation of a line that follows `before`: as deep, one `unit` deeper after an opening brace.
QString indentAfter(const QString &before, const QString &unit);

// Moves the selected lines one unit to the right or left, as one undo step.
void shiftLines(QTextCursor cursor, const QString &unit, bool deeper);

// Puts `//` before the selected lines, or takes it away where all have it; one undo step.
void toggleLineComments(QTextCursor cursor);

// Replaces what the compiler proposes to replace, from the last place to the first; one undo step.
void applyFixIts(QTextDocument &document, const QList<FixIt> &fixits);

} // namespace radiosonde
