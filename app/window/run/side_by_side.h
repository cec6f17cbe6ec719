// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

class QDockWidget;
class QMainWindow;

namespace radiosonde
{

// A grid of docks at the right of a window. What does not fit into the cells comes as tabs upon the first
// ones.
struct DockGrid
{
    int columns = 1;
    int rows = 1;

    bool operator==(const DockGrid &) const = default;
};

// The grid for `docks` that a window of this size has room for, with up to three columns: each as wide and
// high as it has to be at least.
DockGrid gridThatFits(const QMainWindow &window, const QList<QDockWidget *> &docks);

// Docks are taken out first: what was a tab can't be split off otherwise.
void place(QMainWindow &window, const QList<QDockWidget *> &docks, const DockGrid &grid);

} // namespace radiosonde
