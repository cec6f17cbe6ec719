// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/long_table.h"

#include "views/column_fitter.h"

#include <QHeaderView>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace radiosonde
{

static constexpr int narrowestSection = 24;

LongTable::LongTable(QWidget *parent)
    : QAbstractItemView(parent), m_header(new QHeaderView(Qt::Horizontal, this)),
      m_fitter(new ColumnFitter(m_header, [this](int column) { return widthFor(column); }, this))
{
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setFrameShape(QFrame::NoFrame);
    setAlternatingRowColors(true);
    setVerticalScrollMode(ScrollPerItem);
    m_header->setHighlightSections(false);
    m_header->setStretchLastSection(true);
    m_header->setSectionsMovable(true);
    m_header->setMinimumSectionSize(narrowestSection);
    setRowHeight();
    connect(m_header, &QHeaderView::sectionMoved, viewport(), qOverload<>(&QWidget::update));
    connect(m_header, &QHeaderView::sectionResized, this, [this] {
        updateGeometries();
        viewport()->update();
    });
}

void LongTable::setRowHeight()
{
    m_rowHeight = tableRowHeight(*this);
}

void LongTable::changeEvent(QEvent *event)
{
    QAbstractItemView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        setRowHeight();
        updateGeometries();
    }
}

void LongTable::setModel(QAbstractItemModel *model)
{
    m_header->setModel(model);
    QAbstractItemView::setModel(model);
    const auto changed = [this] {
        m_fitter->fitSoon();
        updateGeometries();
        viewport()->update();
    };
    connect(model, &QAbstractItemModel::rowsInserted, this, changed);
    connect(model, &QAbstractItemModel::rowsRemoved, this, changed);
    connect(model, &QAbstractItemModel::modelReset, this, changed);
    changed();
}

// Looks at the rows in sight only.
int LongTable::widthFor(int column) const
{
    int wanted = 0;
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const int first = verticalOffset();
    const int end = qMin(first + rowsInSight() + 1, model()->rowCount());
    for (int row = first; row < end; ++row) {
        const QModelIndex index = model()->index(row, column);
        wanted = qMax(wanted, itemDelegateForIndex(index)->sizeHint(option, index).width());
    }
    return wanted;
}

int LongTable::rowsInSight() const
{
    return qMax(1, viewport()->height() / m_rowHeight);
}

void LongTable::updateGeometries()
{
    const int height = m_header->sizeHint().height();
    setViewportMargins(0, height, 0, 0);
    const QRect inner = viewport()->geometry();
    m_header->setGeometry(inner.left(), inner.top() - height, inner.width(), height);
    const int rows = model() ? model()->rowCount() : 0;
    verticalScrollBar()->setPageStep(rowsInSight());
    verticalScrollBar()->setRange(0, qMax(0, rows - rowsInSight()));
    horizontalScrollBar()->setSingleStep(20);
    horizontalScrollBar()->setPageStep(inner.width());
    horizontalScrollBar()->setRange(0, qMax(0, m_header->length() - inner.width()));
    QAbstractItemView::updateGeometries();
}

int LongTable::horizontalOffset() const
{
    return horizontalScrollBar()->value();
}

int LongTable::verticalOffset() const // the first row in sight
{
    return verticalScrollBar()->value();
}

void LongTable::scrollContentsBy(int dx, int)
{
    if (dx != 0)
        m_header->setOffset(horizontalOffset());
    viewport()->update();
}

int LongTable::rowAt(int y) const
{
    return verticalOffset() + y / m_rowHeight - (y < 0 ? 1 : 0);
}

QRect LongTable::visualRect(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    // Rows far away would not fit into pixels.
    const qint64 top = (qint64(index.row()) - verticalOffset()) * m_rowHeight;
    const auto y = int(qBound(qint64(-1'000'000), top, qint64(1'000'000)));
    return QRect(m_header->sectionViewportPosition(index.column()), y, m_header->sectionSize(index.column()),
                 m_rowHeight);
}

QModelIndex LongTable::indexAt(const QPoint &point) const
{
    const int row = rowAt(point.y());
    const int column = m_header->logicalIndexAt(point.x());
    return model() && row >= 0 && row < model()->rowCount() && column >= 0 ? model()->index(row, column)
                                                                           : QModelIndex();
}

void LongTable::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid())
        return;
    const int first = verticalOffset();
    const int inSight = rowsInSight();
    const int row = index.row();
    if (hint == PositionAtCenter)
        verticalScrollBar()->setValue(row - inSight / 2);
    else if (row < first || hint == PositionAtTop)
        verticalScrollBar()->setValue(row);
    else if (row >= first + inSight || hint == PositionAtBottom)
        verticalScrollBar()->setValue(row - inSight + 1);
}

QModelIndex LongTable::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int rows = model()->rowCount();
    if (rows == 0)
        return {};
    const int row = qMax(0, currentIndex().row());
    const int page = rowsInSight();
    int wanted = row;
    switch (action) {
    case MoveUp:
    case MovePrevious:
        wanted = row - 1;
        break;
    case MoveDown:
    case MoveNext:
        wanted = currentIndex().isValid() ? row + 1 : 0;
        break;
    case MovePageUp:
        wanted = row - page;
        break;
    case MovePageDown:
        wanted = row > rows - page ? rows - 1 : row + page;
        break;
    case MoveHome:
        wanted = 0;
        break;
    case MoveEnd:
        wanted = rows - 1;
        break;
    case MoveLeft:
    case MoveRight:
        horizontalScrollBar()->triggerAction(action == MoveLeft ? QScrollBar::SliderSingleStepSub
                                                                : QScrollBar::SliderSingleStepAdd);
        break;
    }
    return model()->index(qBound(0, wanted, rows - 1), qMax(0, currentIndex().column()));
}

bool LongTable::isIndexHidden(const QModelIndex &) const
{
    return false;
}

void LongTable::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command)
{
    const int last = model()->rowCount() - 1;
    const int top = rowAt(rect.normalized().top());
    const int bottom = rowAt(rect.normalized().bottom());
    if (last < 0 || top > last) {
        selectionModel()->select(QItemSelection(), command);
        return;
    }
    selectionModel()->select(
        QItemSelection(model()->index(qMax(0, top), 0),
                       model()->index(qBound(0, bottom, last), model()->columnCount() - 1)),
        command);
}

QRegion LongTable::visualRegionForSelection(const QItemSelection &) const
{
    return viewport()->rect();
}

QList<int> LongTable::selectedRows(int most) const
{
    QList<QItemSelectionRange> ranges = selectionModel()->selection();
    std::sort(ranges.begin(), ranges.end(), [](const auto &a, const auto &b) { return a.top() < b.top(); });
    QList<int> rows;
    for (const QItemSelectionRange &range : std::as_const(ranges)) {
        for (int row = qMax(range.top(), rows.isEmpty() ? 0 : rows.last() + 1);
             row <= range.bottom() && rows.size() < most; ++row)
            rows += row;
    }
    return rows;
}

void LongTable::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    const int last = qMin(rowAt(event->rect().bottom()), (model() ? model()->rowCount() : 0) - 1);
    for (int row = rowAt(event->rect().top()); row <= last; ++row)
        paintRow(painter, row);
}

void LongTable::paintRow(QPainter &painter, int row)
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const bool active = option.state & QStyle::State_Active;
    option.features.setFlag(QStyleOptionViewItem::Alternate, row % 2 != 0);
    option.rect = QRect(0, (row - verticalOffset()) * m_rowHeight, viewport()->width(), m_rowHeight);
    if (selectionModel()->isSelected(model()->index(row, 0)))
        option.state |= QStyle::State_Selected;
    option.state.setFlag(QStyle::State_Active, active);
    style()->drawPrimitive(QStyle::PE_PanelItemViewRow, &option, &painter, this);
    for (int column = 0; column < model()->columnCount(); ++column) {
        const QModelIndex index = model()->index(row, column);
        option.rect = visualRect(index);
        if (option.rect.right() < 0 || option.rect.left() > viewport()->width())
            continue;
        option.state.setFlag(QStyle::State_HasFocus, hasFocus() && index == currentIndex());
        itemDelegateForIndex(index)->paint(&painter, option, index);
    }
}

} // namespace radiosonde
