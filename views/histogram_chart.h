// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/histogram_store.h"

#include <QWidget>

#include <vector>

namespace radiosonde
{

// The slot in which a share of all counted values has been reached; -1 for no values. `share` in (0, 1].
int quantileSlot(const std::vector<quint64> &counts, double share);

// "1 ms to 2 ms": what falls into a bucket, in the histogram's unit.
QString bucketText(const HistogramSpec &spec, int slot);

// One histogram as columns over its buckets, with axes, units and its quantiles marked; or several as lines
// over the same buckets. Hovering tells a bucket's numbers.
class HistogramChart : public QWidget
{
    Q_OBJECT
public:
    explicit HistogramChart(const HistogramSpec &spec, QWidget *parent = nullptr);

    void setTitle(const QString &title); // plain text; empty: none
    void setCumulative(bool shown);      // a line with the share up to each bucket
    void setCounts(std::vector<quint64> counts);

    struct Series
    {
        QString name; // plain text
        std::vector<quint64> counts;
    };
    // `shares`: each as the share of its own sum, so that shapes compare.
    void setSeries(QList<Series> series, bool shares);
    static constexpr int maximumSeries = 8; // colours repeat beyond

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void activated(); // by a double click

protected:
    void mouseDoubleClickEvent(QMouseEvent *) override { Q_EMIT activated(); }
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    struct Layout
    {
        QRectF plot;
        int firstSlot = 0;
        int slots = 0;
        double top = 0;  // value at the plot's upper edge
        double step = 0; // between grid lines
    };
    Layout computeLayout() const;
    void paintGrid(QPainter &painter, const Layout &layout) const;
    void paintBars(QPainter &painter, const Layout &layout) const;
    void paintLabels(QPainter &painter, const Layout &layout) const;
    void paintCumulative(QPainter &painter, const Layout &layout) const;
    void paintMarks(QPainter &painter, const Layout &layout) const;
    void paintSeries(QPainter &painter, const Layout &layout) const;
    void paintLegend(QPainter &painter, const Layout &layout) const;
    double largestValue() const;
    double valueOf(const Series &series, size_t slot) const;
    QString valueText(double value) const; // on the axis
    QString seriesToolTipOf(int slot) const;
    int slotAt(const QPointF &position) const;
    QRectF barOf(const Layout &layout, int slot) const;
    QString toolTipOf(int slot) const;

    HistogramSpec m_spec;
    QString m_title;
    std::vector<quint64> m_counts;
    quint64 m_total = 0;
    QList<Series> m_series;
    bool m_shares = false;
    bool m_cumulative = false;
    int m_hovered = -1;
};

} // namespace radiosonde
