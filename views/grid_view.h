// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace radiosonde
{

class ColumnFitter;

// A QTableView dressed as all tables here are: whole rows selected, no grid, narrow rows, text from targets
// as plain text. Columns get a width that fits once the first rows are there.
class GridView : public QTableView
{
    Q_OBJECT
public:
    explicit GridView(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    QList<int> selectedRows() const; // sorted

protected:
    void changeEvent(QEvent *event) override;

private:
    void setRowHeight();

    ColumnFitter *m_fitter;
};

} // namespace radiosonde
