// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/counter_chart.h"
#include "views/table_model.h"

class QLabel;

namespace radiosonde
{

// One line of a table in full: its cells, and its counters over time. GUI thread.
class RowDetail : public QWidget
{
    Q_OBJECT
public:
    explicit RowDetail(const TableModel &model, QWidget *parent = nullptr);

    CounterChart &chart() { return *m_chart; }
    void showRow(int row); // of the model; -1: none

private:
    QString cellsText(int row) const;

    const TableModel &m_model;
    QLabel *m_cells;
    CounterChart *m_chart;
};

} // namespace radiosonde
