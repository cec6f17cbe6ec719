// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QTextDocument;

namespace radiosonde
{

// Index of the UTF-16 unit in `lineText` at a column counted from 1 in bytes of UTF-8, as compilers count;
// clamped.
int unitOfColumn(const QString &lineText, int column);

// The other way round.
int columnOfUnit(const QString &lineText, int unit);

// Position in the document of a line and column as above; clamped.
int positionOf(const QTextDocument &document, int line, int column);

} // namespace radiosonde
