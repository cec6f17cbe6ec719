// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemView>

class QHeaderView;

namespace radiosonde
{

class ColumnFitter;

// A table for any number of rows, all of one height: QTableView keeps eight bytes for each and walks over all
// of them when some come. Whole rows are selected. Its cost is that of the rows in sight. GUI thread.
class LongTable : public QAbstractItemView
{
    Q_OBJECT
public:
    explicit LongTable(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    QHeaderView *header() const { return m_header; }

    int rowHeight() const { return m_rowHeight; }
    int rowsInSight() const; // whole ones
    // The selected rows, ascending; no more than `most`.
    QList<int> selectedRows(int most) const;

    QRect visualRect(const QModelIndex &index) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    QModelIndex indexAt(const QPoint &point) const override;

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    int horizontalOffset() const override;
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex &index) const override;
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command) override;
    QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    void updateGeometries() override;
    void paintEvent(QPaintEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void changeEvent(QEvent *event) override;

private:
    void setRowHeight();
    int widthFor(int column) const;
    int rowAt(int y) const; // may lie behind the last row
    void paintRow(QPainter &painter, int row);

    QHeaderView *m_header;
    ColumnFitter *m_fitter;
    int m_rowHeight = 1;
};

} // namespace radiosonde
