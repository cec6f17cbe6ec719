// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/palette/palette_entry.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>
#include <QPointer>
#include <QRegularExpression>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

void addActions(const QMenu &menu, const QString &path, QList<PaletteEntry> &entries)
{
    for (QAction *action : menu.actions()) {
        const QString text = plainActionText(action->text());
        if (action->isSeparator() || text.isEmpty())
            continue;
        if (const QMenu *below = action->menu()) {
            addActions(*below, path + u": "_s + text, entries);
            continue;
        }
        if (!action->isEnabled() || !action->isVisible())
            continue;
        PaletteEntry entry;
        entry.title = text;
        entry.detail = path;
        entry.shortcut = action->shortcut().toString(QKeySequence::NativeText);
        entry.icon = action->icon();
        entry.run = [action = QPointer(action)] {
            if (action)
                action->trigger();
        };
        entries += entry;
    }
}

} // namespace

QString plainActionText(QString text)
{
    static const QRegularExpression mnemonic(u"\\(&.\\)"_s);
    text.remove(mnemonic).replace("&&"_L1, "\1"_L1).remove(u'&').replace(u'\1', u'&');
    return text.remove("..."_L1);
}

QList<PaletteEntry> actionEntries(const QMenuBar &bar)
{
    QList<PaletteEntry> entries;
    for (const QAction *menu : bar.actions()) {
        if (menu->menu())
            addActions(*menu->menu(), plainActionText(menu->text()), entries);
    }
    return entries;
}

} // namespace radiosonde
