// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QTextCursor>

namespace radiosonde
{

// The bracket before or after the cursor and its partner, each selected; empty when there is none within
// 20,000 characters.
QList<QTextCursor> matchingBrackets(const QTextCursor &cursor);

} // namespace radiosonde
