// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/grid_view.h"

#include "views/column_fitter.h"

#include <QEvent>
#include <QHeaderView>

#include <algorithm>

namespace radiosonde
{

// Looks at the rows in sight only, so its cost does not depend on the number of rows.
GridView::GridView(QWidget *parent)
    : QTableView(parent),
      m_fitter(new ColumnFitter(
          horizontalHeader(), [this](int column) { return sizeHintForColumn(column); }, this))
{
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setWordWrap(false);
    setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setResizeContentsPrecision(0); // a thousand rows out of sight would be measured, too
    setRowHeight();
}

void GridView::setRowHeight()
{
    const int height = tableRowHeight(*this);
    verticalHeader()->setMinimumSectionSize(height);
    verticalHeader()->setDefaultSectionSize(height);
}

void GridView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        setRowHeight();
}

void GridView::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    connect(model, &QAbstractItemModel::rowsInserted, m_fitter, &ColumnFitter::fitSoon);
    connect(model, &QAbstractItemModel::layoutChanged, m_fitter, &ColumnFitter::fitSoon);
    m_fitter->fitSoon();
}

QList<int> GridView::selectedRows() const
{
    QList<int> rows;
    const QModelIndexList selected = selectionModel()->selectedRows();
    for (const QModelIndex &index : selected)
        rows += index.row();
    std::sort(rows.begin(), rows.end());
    return rows;
}

} // namespace radiosonde
