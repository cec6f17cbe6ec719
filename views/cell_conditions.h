// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QModelIndex>
#include <QString>

#include <functional>

class QAbstractItemView;
class QAction;

namespace radiosonde
{

class ViewPanel;

// Two actions of a panel that shows `table`: only rows with the current cell's value (Alt+K), and all others
// (Alt+X). They emit ViewPanel::conditionChosen(). `conditionAt` says it of a cell, as conditionOf() does.
QList<QAction *> addCellConditions(ViewPanel &panel, QAbstractItemView &table,
                                   std::function<QString(const QModelIndex &)> conditionAt);

} // namespace radiosonde
