// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QString>

#include <functional>

class QMenuBar;

namespace radiosonde
{

// Something that can be done by name: an action of a menu, a probe to run, a target to choose.
struct PaletteEntry
{
    QString title;    // searched first: "Run filetop"
    QString detail;   // searched too, shown muted: "reads and writes by file"
    QString shortcut; // native text; may be empty
    QIcon icon;
    std::function<void()> run;
};

// The enabled actions below a menu bar, with the names of their menus as details. An entry does nothing once
// its action is gone.
QList<PaletteEntry> actionEntries(const QMenuBar &bar);

// An action's text without its mnemonic, which Chinese has in parentheses, and without dots.
QString plainActionText(QString text);

} // namespace radiosonde
