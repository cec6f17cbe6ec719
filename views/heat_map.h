// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/heat_columns.h"
#include "core/model/heat_scale.h"
#include "core/model/histogram_store.h"
#include "views/time_plot.h"

namespace radiosonde
{

// Histograms over time: a column for each interval, a row for each bucket, the count as colour, with a legend
// of the colours. Hovering tells a cell's exact numbers. GUI thread.
class HeatMap : public TimePlot
{
    Q_OBJECT
public:
    explicit HeatMap(const HistogramSpec &spec, QWidget *parent = nullptr);

    // What is to be drawn; `kept` by index of the histogram, those beyond its end are added as well.
    void setData(const HistogramStore &store, std::vector<bool> kept);
    void setScaling(HeatScaling scaling);

    const std::vector<HeatColumn> &columns() const { return m_columns.columns(); } // as drawn
    QString textAt(const QPointF &position) const; // what the tooltip says there; empty outside

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    TimeRange extent() const override { return m_history.extent(); }
    QRectF timeArea() const override;
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    // Buckets that have something, with one on each side where there is room; so many share a row that a row
    // is tall enough to be seen.
    struct Rows
    {
        int first = 0; // slot
        int count = 0; // rows
        int slotsPerRow = 1;
        int firstOf(int row) const { return first + row * slotsPerRow; }
    };

    void compute();
    Rows computeRows() const;
    double yOf(int row) const; // of its lower edge
    QRectF cellOf(const HeatColumn &column, int row) const;
    quint64 countOf(const HeatColumn &column, int row) const;
    QString bucketsText(int row) const;

    void paintCells(QPainter &painter) const;
    void paintBuckets(QPainter &painter) const;
    void paintLegend(QPainter &painter) const;

    HistogramSpec m_spec;
    HistogramHistory m_history; // shares its intervals with the store's
    TimeMarks m_marks;
    std::vector<bool> m_kept;
    HeatScaling m_scaling = HeatScaling::Logarithmic;
    std::optional<TimeRange> m_computed; // range that m_columns are of; empty: not computed
    HeatColumns m_columns;
    Rows m_rows;
    HeatScale m_scale;
};

} // namespace radiosonde
