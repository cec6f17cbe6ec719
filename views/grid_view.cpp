// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/grid_view.h"

#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>

#include <algorithm>

namespace radiosonde
{

namespace
{

constexpr int narrowestColumn = 48;
constexpr int widestColumn = 260;

} // namespace

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
    horizontalHeader()->setResizeContentsPrecision(0); // a thousand rows out of sight would be measured, too
    setRowHeight();
    m_fitSoon.setSingleShot(true);
    m_fitSoon.setInterval(100);
    connect(&m_fitSoon, &QTimer::timeout, this, &GridView::fitColumns);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column) {
        if (!m_fitting && (QGuiApplication::mouseButtons() & Qt::LeftButton))
            m_sizedByUser.insert(column);
    });
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

void GridView::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    const auto fitSoon = [this] {
        if (!m_fitSoon.isActive())
            m_fitSoon.start();
    };
    connect(model, &QAbstractItemModel::rowsInserted, this, fitSoon);
    connect(model, &QAbstractItemModel::layoutChanged, this, fitSoon);
    fitSoon();
}

// Looks at the rows in sight only, so its cost does not depend on the number of rows.
void GridView::fitColumns()
{
    m_fitting = true;
    const int columns = model()->columnCount();
    for (int column = 0; column < columns; ++column) {
        const int wanted = qMax(sizeHintForColumn(column), horizontalHeader()->sectionSizeHint(column)) + 12;
        if (!m_sizedByUser.contains(column))
            setColumnWidth(
                column, qMax(qMin(wanted, widestColumn), m_fitted ? columnWidth(column) : narrowestColumn));
    }
    m_fitted = model()->rowCount() > 0;
    m_fitting = false;
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
