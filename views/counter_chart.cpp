// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/counter_chart.h"

#include "views/quantity.h"

#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <limits>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 leastRange = 1'000'000; // ns
constexpr double shortDrag = 4;          // pixels: a click

} // namespace

CounterChart::CounterChart(ViewSpec view, QWidget *parent)
    : QWidget(parent), m_view(std::move(view)), m_series(size_t(m_view.columns.size()))
{
    setMouseTracking(true);
    setAccessibleName(m_view.title);
}

void CounterChart::setData(const CounterStore &store, CounterValues values)
{
    m_values = values;
    m_holes = store.holes();
    m_losses = store.losses();
    for (qsizetype column = 0; column < m_view.columns.size(); ++column)
        m_series[size_t(column)] = counterSeries(store, column, values);
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

void CounterChart::setRange(const std::optional<Range> &range)
{
    m_range = range;
    update();
}

CounterChart::Range CounterChart::range() const
{
    if (m_range)
        return *m_range;
    Range all{std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::min()};
    for (const auto &series : m_series) {
        if (series.empty())
            continue;
        all.from = std::min(all.from, series.front().time);
        all.to = std::max(all.to, series.back().time);
    }
    if (all.from > all.to)
        return {};
    if (all.to - all.from < leastRange) // one point: in the middle of a second
        return {all.from - 500'000'000, all.to + 500'000'000};
    return all;
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
    const double line = fontMetrics().height();
    const double height = (this->height() - line * 2.2) / qMax<qsizetype>(1, bands.size());
    for (qsizetype i = 0; i < bands.size(); ++i) {
        Band &band = bands[i];
        band.plot =
            QRectF(line * 5.5, i * height + line, qMax(10.0, width() - line * 6.5), height - line * 1.3);
        measure(band);
    }
    return bands;
}

// The axis reaches from zero, or from what lies below, to the largest value that is seen.
void CounterChart::measure(Band &band) const
{
    const Range seen = range();
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

double CounterChart::xOf(const Band &band, qint64 time) const
{
    const Range seen = range();
    const double share = double(time - seen.from) / double(qMax<qint64>(1, seen.to - seen.from));
    return band.plot.left() + share * band.plot.width();
}

double CounterChart::yOf(const Band &band, double value) const
{
    double share = (value - band.low) / (band.high - band.low);
    if (band.logarithmic)
        share = value <= band.low ? 0 : std::log(value / band.low) / std::log(band.high / band.low);
    return band.plot.bottom() - share * band.plot.height();
}

qint64 CounterChart::timeAt(double x) const
{
    const QList<Band> bands = computeBands();
    if (bands.isEmpty())
        return 0;
    const QRectF plot = bands.first().plot;
    const Range seen = range();
    const double share = std::clamp((x - plot.left()) / plot.width(), 0.0, 1.0);
    return seen.from + qint64(share * double(seen.to - seen.from));
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

void CounterChart::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        m_pressed = event->position().x();
}

void CounterChart::mouseMoveEvent(QMouseEvent *event)
{
    m_pointer = event->position().x();
    update();
}

void CounterChart::mouseReleaseEvent(QMouseEvent *event)
{
    if (!m_pressed || event->button() != Qt::LeftButton)
        return;
    const double from = qMin(*m_pressed, event->position().x());
    const double to = qMax(*m_pressed, event->position().x());
    m_pressed.reset();
    update();
    if (to - from < shortDrag)
        return;
    const Range chosen{timeAt(from), timeAt(to)};
    if (chosen.to - chosen.from >= leastRange)
        Q_EMIT rangeChosen(chosen);
}

void CounterChart::mouseDoubleClickEvent(QMouseEvent *)
{
    m_pressed.reset();
    Q_EMIT rangeChosen(std::nullopt);
}

void CounterChart::wheelEvent(QWheelEvent *event)
{
    const Range seen = range();
    const qint64 middle = timeAt(event->position().x());
    const double factor = std::pow(0.8, event->angleDelta().y() / 120.0);
    const Range chosen{middle - qint64(double(middle - seen.from) * factor),
                       middle + qint64(double(seen.to - middle) * factor)};
    if (chosen.to - chosen.from >= leastRange && factor != 1)
        Q_EMIT rangeChosen(chosen);
    event->accept();
}

void CounterChart::leaveEvent(QEvent *)
{
    m_pointer = -1;
    update();
}

} // namespace radiosonde
