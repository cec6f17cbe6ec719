// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/cell_conditions.h"

#include "views/view_panel.h"

#include <QAbstractItemView>
#include <QAction>

namespace radiosonde
{

using namespace Qt::StringLiterals;

QList<QAction *> addCellConditions(ViewPanel &panel, QAbstractItemView &table,
                                   std::function<QString(const QModelIndex &)> conditionAt)
{
    const auto add = [&](const QString &text, const QKeySequence &keys, const QString &pattern) {
        auto *action = new QAction(text, &panel);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        panel.addAction(action);
        QObject::connect(action, &QAction::triggered, &panel, [&panel, &table, conditionAt, pattern] {
            const QString condition = conditionAt(table.currentIndex());
            if (!condition.isEmpty())
                Q_EMIT panel.conditionChosen(pattern.arg(condition));
        });
        return action;
    };
    return {add(ViewPanel::tr("Only rows with this value"), QKeySequence(u"Alt+K"_s), u"%1"_s),
            add(ViewPanel::tr("Leave out rows with this value"), QKeySequence(u"Alt+X"_s), u"not (%1)"_s)};
}

} // namespace radiosonde
