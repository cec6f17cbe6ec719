// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace radiosonde
{

// A QTableView dressed as all tables here are: whole rows selected, no grid, narrow rows, text from targets
// as plain text. Columns get a width that fits once the first rows are there.
class GridView : public QTableView
{
    Q_OBJECT
public:
    explicit GridView(QWidget *parent = nullptr);

    QList<int> selectedRows() const; // sorted

protected:
    void changeEvent(QEvent *event) override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;

private:
    void setRowHeight();
    void fitColumns();

    bool m_fitted = false;
};

} // namespace radiosonde
