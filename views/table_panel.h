// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/table_model.h"
#include "views/view_panel.h"

namespace radiosonde
{

class GridView;

// A top table: click a header to sort, Shift+click to sort by one more column; the counters per interval, per
// second or in total.
class TablePanel : public ViewPanel
{
    Q_OBJECT
public:
    explicit TablePanel(const TableStore &store, const DisplayContext &context, QWidget *parent = nullptr);

    TableModel &model() { return *m_model; }
    void refresh() override;
    std::unique_ptr<RowCursor> rows(RowFormat format) const override;
    QWidget *picture() const override;

protected:
    QByteArray selectedText(RowFormat format) const override;
    void applyFilter(const QString &text) override;
    void applyFreeze(bool frozen) override;

private:
    void addValuesChoice();
    void sortBy(int column);
    void updateCount();

    const TableStore &m_store;
    TableModel *m_model;
    GridView *m_grid;
};

} // namespace radiosonde
