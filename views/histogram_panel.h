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
class QSplitter;

namespace radiosonde
{

class HeatMap;
class HistogramChart;

// The histograms of a view: one key, the sum of all, or all side by side or over each other; in total, of the
// last interval or of a range of time. Above them the same over time, as a heat map: a range that is dragged
// there is what the histograms show.
class HistogramPanel : public ViewPanel
{
    Q_OBJECT
public:
    explicit HistogramPanel(const HistogramStore &store, const DisplayContext &context,
                            QWidget *parent = nullptr);

    void refresh() override;
    std::unique_ptr<RowCursor> rows(RowFormat format) const override;
    QWidget *picture() const override;
    void setLinkedTime(const std::optional<qint64> &time) override;

    HeatMap &heatMap() { return *m_heat; }
    void setHeatMapShown(bool shown);
    void setOverlaid(bool overlaid); // all keys in one chart, or side by side
    void setRange(const std::optional<TimeRange> &range);

    static constexpr int maximumCharts = 24; // side by side, those with most values

protected:
    QByteArray selectedText(RowFormat format) const override;
    void applyFilter(const QString &text) override;
    void applyFreeze(bool frozen) override;
    void applyRange(const std::optional<TimeRange> &range) override { setRange(range); }

private:
    enum Values : int { Total, Interval, Range };

    const HistogramStore &store() const { return m_snapshot ? *m_snapshot : m_store; }
    void addChoices();
    void addHeatMap();
    void addHeatExports();
    void redraw();
    void updateKeys();
    Values values() const;
    std::vector<quint64> countsOf(qsizetype index) const;
    std::vector<quint64> sumOf(const QList<qsizetype> &indexes) const;
    QStringList seenValues(qsizetype column) const; // as the filter completes them
    QString keyText(qsizetype index) const;
    QList<qsizetype> shown() const; // indexes, most values first
    std::vector<bool> keptBy(const QList<qsizetype> &indexes) const;
    QString conditionOfKey(qsizetype index) const; // that only this key fulfils; empty: none
    void showSeries(const QList<qsizetype> &indexes);
    struct Picture
    {
        QString title;
        std::vector<quint64> counts;
        qsizetype index = -1; // of the histogram; -1: of several
    };
    void arrange(const QList<Picture> &charts);
    void makeCharts(qsizetype count);

    const HistogramStore &m_store;
    std::optional<HistogramStore> m_snapshot;
    DisplayContext m_context;
    QString m_filterText;
    std::optional<TimeRange> m_range;
    std::vector<std::vector<quint64>> m_rangeCounts; // by index, of m_range
    QComboBox *m_keys = nullptr;
    QComboBox *m_values = nullptr;
    QComboBox *m_scaling = nullptr;
    QAction *m_cumulative = nullptr;
    QAction *m_shares = nullptr;
    QAction *m_heatShown = nullptr;
    QSplitter *m_body = nullptr;
    HeatMap *m_heat = nullptr;
    QScrollArea *m_scroll = nullptr;
    QGridLayout *m_grid = nullptr;
    QList<HistogramChart *> m_charts;
    QList<qsizetype> m_chartIndexes; // of their histograms, -1: of several
    qsizetype m_knownKeys = -1;
};

} // namespace radiosonde
