// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/grid_view.h"

#include <QEvent>
#include <QHeaderView>

#include <algorithm>

namespace radiosonde
{

GridView::GridView(QWidget *parent) : QTableView(parent)
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
    setRowHeight();
}

void GridView::setRowHeight()
{
    const int height = fontMetrics().height() + 6;
    verticalHeader()->setMinimumSectionSize(height);
    verticalHeader()->setDefaultSectionSize(height);
}

void GridView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        setRowHeight();
}

void GridView::rowsInserted(const QModelIndex &parent, int start, int end)
{
    QTableView::rowsInserted(parent, start, end);
    if (!m_fitted)
        QMetaObject::invokeMethod(this, &GridView::fitColumns, Qt::QueuedConnection);
    m_fitted = true;
}

void GridView::fitColumns()
{
    const int columns = model()->columnCount();
    for (int column = 0; column < columns; ++column) {
        const int wanted = qMax(sizeHintForColumn(column), horizontalHeader()->sectionSizeHint(column)) + 12;
        setColumnWidth(column, qBound(48, wanted, 360));
    }
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
