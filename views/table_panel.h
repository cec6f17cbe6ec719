// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/table_model.h"
#include "views/view_panel.h"

class QComboBox;
class QSplitter;

namespace radiosonde
{

class GridView;
class RowDetail;

// A top table: click a header to sort, Shift+click to sort by one more column; the counters per interval, per
// second, in total or over a range of time; rows with equal values of a column as one; rows pinned to the
// top; and one row in full below.
class TablePanel : public ViewPanel
{
    Q_OBJECT
public:
    explicit TablePanel(const std::shared_ptr<LiveTable> &table, const DisplayContext &context,
                        QWidget *parent = nullptr);

    TableModel &model() { return *m_model; }
    GridView &grid() { return *m_grid; }
    void refresh() override;
    std::unique_ptr<RowCursor> rows(RowFormat format) const override;
    QWidget *picture() const override;
    void setLinkedTime(const std::optional<qint64> &time) override;

    void setRange(const std::optional<TimeRange> &range); // what the counters are of; empty: as chosen
    void setGroup(int column);                            // -1: none
    void setDetailShown(bool shown);

protected:
    QByteArray selectedText(RowFormat format) const override;
    void applyFilter(const QString &text) override;
    void applyFreeze(bool frozen) override;
    void applyRange(const std::optional<TimeRange> &range) override { setRange(range); }

private:
    void addValuesChoice();
    void addGroupChoice();
    void addActions();
    void sortBy(int column);
    void pinSelected();
    void openMenu(const QPoint &at);
    void updateDetail();
    void updateCount();

    TableModel *m_model;
    GridView *m_grid;
    QSplitter *m_body;
    RowDetail *m_detail;
    QComboBox *m_values = nullptr;
    QComboBox *m_groups = nullptr;
    QAction *m_detailShown = nullptr;
    QAction *m_pin = nullptr;
    QList<QAction *> m_conditions; // only this value, all others
};

} // namespace radiosonde
