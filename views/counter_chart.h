// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/counter_series.h"

#include <QSet>
#include <QWidget>

#include <optional>

namespace radiosonde
{

// The counters of a view over time: a band for each unit with its own axis, one line for each column. Holes
// are hatched, losses marked where they happened. Drag a range to look at it alone, the wheel changes how
// much is seen, a double click shows all again.
class CounterChart : public QWidget
{
    Q_OBJECT
public:
    struct Range
    {
        qint64 from = 0; // ns since 1970
        qint64 to = 0;

        bool operator==(const Range &) const = default;
    };

    CounterChart(ViewSpec view, QWidget *parent = nullptr);

    // Takes what is to be drawn from the store.
    void setData(const CounterStore &store, CounterValues values);
    void setLogarithmic(bool logarithmic);
    void setHidden(const QSet<qsizetype> &columns);
    void setRange(const std::optional<Range> &range); // empty: all there is, growing

    Range range() const; // what is seen
    const std::vector<SeriesPoint> &series(qsizetype column) const { return m_series[size_t(column)]; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void rangeChosen(const std::optional<radiosonde::CounterChart::Range> &range);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    struct Band // one unit
    {
        QString unit;
        QList<qsizetype> columns;
        QRectF plot;
        double low = 0; // values at the plot's edges
        double high = 1;
        bool logarithmic = false;
    };

    QList<Band> computeBands() const;
    void measure(Band &band) const;
    QString unitOf(qsizetype column) const;
    double xOf(const Band &band, qint64 time) const;
    double yOf(const Band &band, double value) const;
    qint64 timeAt(double x) const;
    QString valueText(const Band &band, double value) const;

    void paintBand(QPainter &painter, const Band &band) const;
    void paintHoles(QPainter &painter, const Band &band) const;
    void paintLosses(QPainter &painter, const Band &band) const;
    void paintSeries(QPainter &painter, const Band &band, qsizetype column) const;
    void paintTimes(QPainter &painter, const QRectF &plot) const;
    void paintHovered(QPainter &painter, const QList<Band> &bands) const;

    ViewSpec m_view;
    CounterValues m_values = CounterValues::Rate;
    std::vector<std::vector<SeriesPoint>> m_series; // by column
    std::deque<CounterStore::Hole> m_holes;
    std::deque<CounterStore::Loss> m_losses;
    QSet<qsizetype> m_hidden;
    bool m_logarithmic = false;
    std::optional<Range> m_range;
    std::optional<double> m_pressed; // x
    double m_pointer = -1;           // x; -1: outside
};

} // namespace radiosonde
