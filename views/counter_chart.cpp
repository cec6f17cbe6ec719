// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/counter_chart.h"

#include "views/quantity.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace radiosonde
{

using namespace Qt::StringLiterals;

CounterChart::CounterChart(ViewSpec view, QWidget *parent)
    : TimePlot(parent), m_view(std::move(view)), m_series(size_t(m_view.columns.size()))
{
    setAccessibleName(m_view.title);
}

void CounterChart::setData(const CounterStore &store, CounterValues values)
{
    std::vector<std::vector<SeriesPoint>> series;
    for (qsizetype column = 0; column < m_view.columns.size(); ++column)
        series.push_back(counterSeries(store, column, values));
    setSeries(std::move(series), store.marks(), values);
}

void CounterChart::setSeries(std::vector<std::vector<SeriesPoint>> series, const TimeMarks &marks,
                             CounterValues values)
{
    m_values = values;
    m_marks = marks;
    m_series = std::move(series);
    m_series.resize(size_t(m_view.columns.size()));
    update();
}

void CounterChart::setLogarithmic(bool logarithmic)
{
    m_logarithmic = logarithmic;
    update();
}

void CounterChart::setHidden(const QSet<qsizetype> &columns)
{
    m_hidden = columns;
    update();
}

TimeRange CounterChart::extent() const
{
    TimeRange all{std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::min()};
    for (const auto &series : m_series) {
        if (series.empty())
            continue;
        all.from = std::min(all.from, series.front().time);
        all.to = std::max(all.to, series.back().time);
    }
    if (all.from > all.to)
        return {};
    return all.from == all.to ? TimeRange{all.from - 1, all.to} : all;
}

QString CounterChart::unitOf(qsizetype column) const
{
    return m_view.columns.at(column).unit;
}

QList<CounterChart::Band> CounterChart::computeBands() const
{
    QList<Band> bands;
    for (qsizetype column = 0; column < m_view.columns.size(); ++column) {
        if (m_hidden.contains(column))
            continue;
        const QString unit = unitOf(column);
        auto band = std::find_if(bands.begin(), bands.end(), [&](const Band &b) { return b.unit == unit; });
        if (band == bands.end())
            band = bands.insert(bands.end(), Band{unit, {}, {}, 0, 1, false});
        band->columns += column;
    }
    const QRectF all = timeArea();
    const double line = fontMetrics().height();
    const double height = (all.height() + line * 1.3) / qMax<qsizetype>(1, bands.size());
    for (qsizetype i = 0; i < bands.size(); ++i) {
        Band &band = bands[i];
        band.plot = QRectF(all.left(), all.top() + i * height, all.width(), height - line * 1.3);
        measure(band);
    }
    return bands;
}

// The axis reaches from zero, or from what lies below, to the largest value that is seen.
void CounterChart::measure(Band &band) const
{
    const TimeRange seen = range();
    double least = 0;
    double most = 0;
    double leastPositive = std::numeric_limits<double>::max();
    for (const qsizetype column : std::as_const(band.columns)) {
        for (const SeriesPoint &point : series(column)) {
            if (point.time < seen.from || point.time > seen.to)
                continue;
            least = std::min(least, point.value);
            most = std::max(most, point.value);
            if (point.value > 0)
                leastPositive = std::min(leastPositive, point.value);
        }
    }
    band.logarithmic = m_logarithmic && least >= 0 && most > 0;
    if (band.logarithmic) {
        band.low = std::pow(10, std::floor(std::log10(leastPositive))) / 2;
        band.high = most * 1.5;
    } else {
        const double room = (most - least) * 0.05;
        band.low = least < 0 ? least - room : 0;
        band.high = most > least ? most + room : least + 1;
    }
}

QRectF CounterChart::timeArea() const
{
    const double line = fontMetrics().height();
    return QRectF(line * 5.5, line, qMax(10.0, width() - line * 6.5), height() - line * 3.5);
}

double CounterChart::yOf(const Band &band, double value) const
{
    double share = (value - band.low) / (band.high - band.low);
    if (band.logarithmic)
        share = value <= band.low ? 0 : std::log(value / band.low) / std::log(band.high / band.low);
    return band.plot.bottom() - share * band.plot.height();
}

QString CounterChart::valueText(const Band &band, double value) const
{
    const QString text = (value < 0 ? u"-"_s : QString()) + shortQuantity(std::abs(value), band.unit);
    const bool rate = m_values == CounterValues::Rate && m_view.columns.at(band.columns.first()).counter;
    return rate ? tr("%1/s").arg(text) : text;
}

QSize CounterChart::sizeHint() const
{
    const int line = fontMetrics().height();
    return QSize(line * 40, line * 20);
}

QSize CounterChart::minimumSizeHint() const
{
    const int line = fontMetrics().height();
    return QSize(line * 16, line * 9);
}

} // namespace radiosonde
