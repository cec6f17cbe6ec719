// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/shell/front_action.h"

#include <QAction>
#include <QDockWidget>
#include <QKeySequence>

namespace radiosonde
{

QAction *frontAction(QDockWidget &panel)
{
    const QString name = QStringLiteral("front");
    if (auto *made = panel.findChild<QAction *>(name, Qt::FindDirectChildrenOnly))
        return made;
    auto *action = new QAction(panel.windowTitle(), &panel);
    action->setObjectName(name);
    action->setCheckable(true);
    // QDockWidget tells a panel behind another tab as not visible, its own toggleViewAction() as shown.
    QObject::connect(&panel, &QDockWidget::visibilityChanged, action, &QAction::setChecked);
    QObject::connect(action, &QAction::triggered, &panel, [&panel](bool wanted) {
        panel.setVisible(wanted);
        if (wanted)
            panel.raise();
    });
    return action;
}

QAction *frontAction(QDockWidget &panel, const QKeySequence &key, const QString &toolTip)
{
    QAction *action = frontAction(panel);
    action->setShortcut(key);
    action->setToolTip(toolTip);
    return action;
}

} // namespace radiosonde
