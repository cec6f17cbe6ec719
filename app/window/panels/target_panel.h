// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/targets/target_hub.h"

#include <QWidget>

class QAction;
class QMenu;
class QTreeView;

namespace radiosonde
{

class TargetModel;

// The targets of the window: a click chooses where probes run, a double click opens the target's page; the
// menu does the rest. GUI thread.
class TargetPanel : public QWidget
{
    Q_OBJECT
public:
    explicit TargetPanel(TargetHub &hub, QWidget *parent = nullptr);

    QString currentUrl() const;       // empty: none
    QMenu *makeMenu(QWidget *parent); // what can be done with the current target; the caller's
    void focusList();

Q_SIGNALS:
    void pageRequested(const QString &url);
    void newRequested();
    void editRequested(const QString &name); // of a saved target
    void installRequested(const QStringList &packages);

private:
    void showMenu(const QPoint &position);
    void selectChosen();
    void addBoardActions(QMenu &menu, const TargetEntry &entry);
    void addSavedActions(QMenu &menu, const TargetEntry &entry);

    TargetHub &m_hub;
    TargetModel *m_model;
    QTreeView *m_tree;
};

} // namespace radiosonde
