// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/counter_store.h"
#include "views/counter_chart.h"
#include "views/view_panel.h"

#include <optional>

class QComboBox;
class QTreeWidget;

namespace radiosonde
{

// Counters over time with a legend that tells the last, least, largest and mean value of what is seen, and
// hides what is unticked. Rows are the points in sight.
class CounterPanel : public ViewPanel
{
    Q_OBJECT
public:
    explicit CounterPanel(const CounterStore &store, QWidget *parent = nullptr);

    CounterChart &chart() { return *m_chart; }
    void refresh() override;
    std::unique_ptr<RowCursor> rows(RowFormat format) const override;
    QWidget *picture() const override;
    void setLinkedTime(const std::optional<qint64> &time) override { m_chart->setLinkedTime(time); }

protected:
    QByteArray selectedText(RowFormat format) const override;
    void applyFilter(const QString &text) override; // names that are shown
    void applyFreeze(bool frozen) override;
    void applyRange(const std::optional<TimeRange> &range) override;

private:
    const CounterStore &store() const { return m_snapshot ? *m_snapshot : m_store; }
    void addChoices();
    void addLegend();
    void redraw();
    void updateLegend();
    void updateHidden();
    CounterValues values() const;
    QString valueText(qsizetype column, double value) const;

    const CounterStore &m_store;
    std::optional<CounterStore> m_snapshot;
    QComboBox *m_values = nullptr;
    CounterChart *m_chart;
    QTreeWidget *m_legend;
    QWidget *m_body;
};

} // namespace radiosonde
