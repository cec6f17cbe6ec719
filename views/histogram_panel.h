// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/histogram_store.h"
#include "views/view_panel.h"

#include <QHash>

#include <optional>

class QAction;
class QComboBox;
class QGridLayout;
class QScrollArea;

namespace radiosonde
{

class HistogramChart;

// The histograms of a view: one key, the sum of all, or all side by side; in total or of the last interval.
class HistogramPanel : public ViewPanel
{
    Q_OBJECT
public:
    explicit HistogramPanel(const HistogramStore &store, const DisplayContext &context,
                            QWidget *parent = nullptr);

    void refresh() override;
    std::unique_ptr<RowCursor> rows(RowFormat format) const override;
    QWidget *picture() const override;

    static constexpr int maximumCharts = 24; // side by side, those with most values

protected:
    QByteArray selectedText(RowFormat format) const override;
    void applyFilter(const QString &text) override;
    void applyFreeze(bool frozen) override;

private:
    const HistogramStore &store() const { return m_snapshot ? *m_snapshot : m_store; }
    void addChoices();
    void redraw();
    void updateKeys();
    bool showsTotal() const;
    std::vector<quint64> countsOf(qsizetype index) const;
    QStringList seenValues(qsizetype column) const; // as the filter completes them
    QString keyText(qsizetype index) const;
    QList<qsizetype> shown() const; // indexes, most values first
    void arrange(const QList<std::pair<QString, std::vector<quint64>>> &charts);

    const HistogramStore &m_store;
    std::optional<HistogramStore> m_snapshot;
    DisplayContext m_context;
    QString m_filterText;
    QComboBox *m_keys = nullptr;
    QComboBox *m_values = nullptr;
    QAction *m_cumulative = nullptr;
    QScrollArea *m_scroll = nullptr;
    QGridLayout *m_grid = nullptr;
    QList<HistogramChart *> m_charts;
    qsizetype m_knownKeys = -1;
};

} // namespace radiosonde
