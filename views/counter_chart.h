// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/counter_series.h"
#include "views/time_plot.h"

#include <QSet>

namespace radiosonde
{

// The counters of a view over time: a band for each unit with its own axis, one line for each column. Holes
// are hatched, losses marked where they happened.
class CounterChart : public TimePlot
{
    Q_OBJECT
public:
    explicit CounterChart(ViewSpec view, QWidget *parent = nullptr);

    // Takes what is to be drawn from the store.
    void setData(const CounterStore &store, CounterValues values);
    // Series by column of the view, made elsewhere.
    void setSeries(std::vector<std::vector<SeriesPoint>> series, const TimeMarks &marks,
                   CounterValues values);
    void setLogarithmic(bool logarithmic);
    void setHidden(const QSet<qsizetype> &columns);

    const std::vector<SeriesPoint> &series(qsizetype column) const { return m_series[size_t(column)]; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    TimeRange extent() const override;
    QRectF timeArea() const override;
    void paintEvent(QPaintEvent *event) override;

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
    double yOf(const Band &band, double value) const;
    QString valueText(const Band &band, double value) const;

    void paintBand(QPainter &painter, const Band &band) const;
    void paintSeries(QPainter &painter, const Band &band, qsizetype column) const;

    ViewSpec m_view;
    CounterValues m_values = CounterValues::Rate;
    std::vector<std::vector<SeriesPoint>> m_series; // by column
    TimeMarks m_marks;
    QSet<qsizetype> m_hidden;
    bool m_logarithmic = false;
};

} // namespace radiosonde
