// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/run/side_by_side.h"

#include <QDockWidget>
#include <QMainWindow>
#include <QStyle>

#include <algorithm>

namespace radiosonde
{

namespace
{

// What is left of the window's width beside its centre and the panels at the left.
int widthForRuns(const QMainWindow &window)
{
    int panels = 0;
    for (QDockWidget *dock : window.findChildren<QDockWidget *>(Qt::FindDirectChildrenOnly)) {
        const bool atTheLeft = window.dockWidgetArea(dock) == Qt::LeftDockWidgetArea;
        if (atTheLeft && dock->isVisible() && !dock->isFloating())
            panels = std::max(panels, dock->width());
    }
    const QWidget *centre = window.centralWidget();
    const int centreWidth = centre && centre->isVisible()
                                ? std::max(centre->minimumWidth(), centre->minimumSizeHint().width())
                                : 0;
    return window.width() - panels - centreWidth;
}

int most(const QList<QDockWidget *> &docks, int (QSize::*side)() const)
{
    int result = 1;
    for (const QDockWidget *dock : docks)
        result = std::max(result, (dock->minimumSizeHint().*side)());
    return result;
}

int rowsFor(qsizetype docks, int columns)
{
    return int((docks + columns - 1) / columns);
}

} // namespace

DockGrid gridThatFits(const QMainWindow &window, const QList<QDockWidget *> &docks)
{
    const int gap = window.style()->pixelMetric(QStyle::PM_DockWidgetSeparatorExtent, nullptr, &window);
    const int width = most(docks, &QSize::width) + gap;
    const int height = most(docks, &QSize::height) + gap;
    const int wanted = docks.size() == 4 ? 2 : std::min(int(docks.size()), 3);
    const int columns = std::clamp(widthForRuns(window) / width, 1, std::max(wanted, 1));
    const int rows = rowsFor(docks.size(), columns);
    const int others = window.height() - (window.centralWidget() ? window.centralWidget()->height() : 0);
    return {columns, std::clamp((window.height() - std::min(others, window.height() / 4)) / height, 1, rows)};
}

void place(QMainWindow &window, const QList<QDockWidget *> &docks, const DockGrid &grid)
{
    for (QDockWidget *dock : docks)
        window.removeDockWidget(dock);
    const qsizetype cells = std::min<qsizetype>(docks.size(), qsizetype(grid.columns) * grid.rows);
    window.addDockWidget(Qt::RightDockWidgetArea, docks.first());
    for (qsizetype i = grid.columns; i < cells;
         i += grid.columns) // the first of each row, one below the other
        window.splitDockWidget(docks.at(i - grid.columns), docks.at(i), Qt::Vertical);
    for (qsizetype i = 1; i < cells; ++i) {
        if (i % grid.columns != 0)
            window.splitDockWidget(docks.at(i - 1), docks.at(i), Qt::Horizontal);
    }
    for (qsizetype i = cells; i < docks.size(); ++i)
        window.tabifyDockWidget(docks.at(i % cells), docks.at(i));
    for (QDockWidget *dock : docks)
        dock->show();
    for (qsizetype i = 0; i < cells; ++i)
        docks.at(i)->raise();
    for (qsizetype row = 0; row < cells; row += grid.columns) {
        const QList<QDockWidget *> line = docks.mid(row, std::min<qsizetype>(grid.columns, cells - row));
        window.resizeDocks(line, QList<int>(line.size(), 400), Qt::Horizontal);
    }
}

} // namespace radiosonde
