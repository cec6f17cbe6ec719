// SPDX-License-Identifier: GPL-3.0-or-later
// What HistogramPanel shows: which histograms, of which time, in which charts.
#include "core/model/filter_condition.h"
#include "views/heat_map.h"
#include "views/histogram_chart.h"
#include "views/histogram_key_choice.h"
#include "views/histogram_panel.h"
#include "views/histogram_rows.h"

#include <QAction>
#include <QComboBox>
#include <QGridLayout>

#include <algorithm>
#include <numeric>

namespace radiosonde
{

namespace
{

// A histogram's key as filters see it.
struct KeyRow : FilterRow
{
    QByteArrayView key;

    explicit KeyRow(QByteArrayView of) : key(of) {}
    QByteArrayView bytes(qsizetype) const override { return key; }
};

} // namespace

std::vector<quint64> HistogramPanel::countsOf(qsizetype index) const
{
    const HistogramStore::Histogram &histogram = store().at(index);
    std::vector<quint64> counts = values() == Total ? histogram.total : histogram.interval;
    if (values() == Range)
        counts = size_t(index) < m_rangeCounts.size() ? m_rangeCounts[size_t(index)] : std::vector<quint64>();
    counts.resize(histogram.total.size(), 0);
    return counts;
}

std::vector<quint64> HistogramPanel::sumOf(const QList<qsizetype> &indexes) const
{
    std::vector<quint64> sum;
    for (const qsizetype index : indexes) {
        const std::vector<quint64> counts = countsOf(index);
        sum.resize(qMax(sum.size(), counts.size()), 0);
        std::transform(counts.begin(), counts.end(), sum.begin(), sum.begin(), std::plus<>());
    }
    return sum;
}

QString HistogramPanel::keyText(qsizetype index) const
{
    const QByteArray &key = store().at(index).key;
    if (store().count() == 1 &&
        key.count('\0') == key.size()) // a probe that was not asked to tell keys apart
        return {};
    return histogramKeyText(spec(), key, m_context);
}

QList<qsizetype> HistogramPanel::shown() const
{
    const Filter filter = Filter::parse(m_filterText, spec().columns).value_or(Filter());
    QList<qsizetype> indexes;
    std::vector<quint64> sums(size_t(store().count()));
    for (qsizetype i = 0; i < store().count(); ++i) {
        const std::vector<quint64> counts = values() == Range ? countsOf(i) : store().at(i).total;
        sums[size_t(i)] = std::accumulate(counts.begin(), counts.end(), quint64(0));
        if (filter.matches(KeyRow(store().at(i).key), m_context))
            indexes += i;
    }
    std::stable_sort(indexes.begin(), indexes.end(),
                     [&](qsizetype a, qsizetype b) { return sums[size_t(a)] > sums[size_t(b)]; });
    return indexes;
}

std::vector<bool> HistogramPanel::keptBy(const QList<qsizetype> &indexes) const
{
    std::vector<bool> kept(size_t(store().count()), false);
    const int choice = m_keys->currentData().toInt();
    for (const qsizetype index : indexes)
        kept[size_t(index)] = choice < 0 || choice == index;
    return kept;
}

QStringList HistogramPanel::seenValues(qsizetype column) const
{
    QStringList seen;
    for (qsizetype i = 0; i < qMin<qsizetype>(store().count(), 500); ++i)
        seen += displayText(spec().columns.at(column), store().at(i).key, m_context);
    seen.removeDuplicates();
    return seen;
}

void HistogramPanel::redraw()
{
    m_rangeCounts.clear();
    if (m_range && values() == Range)
        m_rangeCounts =
            store().history().counts(*m_range, size_t(store().count()), spec().histogram.slotCount);
    const QList<qsizetype> indexes = shown();
    const int choice = m_keys->currentData().toInt();
    m_shares->setVisible(choice == Overlaid);
    m_cumulative->setVisible(choice != Overlaid);
    QList<Picture> charts;
    if (choice == Sum && !indexes.isEmpty()) {
        charts += {tr("Sum of all"), sumOf(indexes), -1};
    } else if (choice >= 0 && choice < store().count()) {
        charts += {keyText(choice), countsOf(choice), choice};
    } else if (choice == SideBySide) {
        for (const qsizetype index : indexes.first(qMin<qsizetype>(indexes.size(), maximumCharts)))
            charts += {keyText(index), countsOf(index), index};
    }
    if (charts.isEmpty())
        charts += {QString(), std::vector<quint64>(size_t(spec().histogram.slotCount), 0), -1};
    arrange(charts);
    if (choice == Overlaid)
        showSeries(indexes);
    if (!m_heat->isHidden())
        m_heat->setData(store(), keptBy(indexes));
    setCountText(store().count() > 1 ? tr("%n histogram(s)", nullptr, int(indexes.size())) : QString());
}

void HistogramPanel::showSeries(const QList<qsizetype> &indexes)
{
    QList<HistogramChart::Series> series;
    for (const qsizetype index :
         indexes.first(qMin<qsizetype>(indexes.size(), HistogramChart::maximumSeries)))
        series += {keyText(index), countsOf(index)};
    HistogramChart *chart = m_charts.first();
    chart->setTitle(indexes.size() > series.size()
                        ? tr("%1 of %2, those with most values").arg(series.size()).arg(indexes.size())
                        : QString());
    chart->setSeries(std::move(series), m_shares->isChecked());
}

void HistogramPanel::arrange(const QList<Picture> &charts)
{
    makeCharts(charts.size());
    m_chartIndexes.clear();
    const int columns = charts.size() <= 1 ? 1 : charts.size() <= 4 ? 2 : 3;
    for (int i = 0; i < m_charts.size(); ++i) {
        m_grid->addWidget(m_charts.at(i), i / columns, i % columns);
        m_charts.at(i)->setTitle(charts.at(i).title);
        m_charts.at(i)->setCumulative(m_cumulative->isChecked());
        m_charts.at(i)->setCounts(charts.at(i).counts);
        m_chartIndexes += charts.at(i).index;
    }
}

void HistogramPanel::makeCharts(qsizetype count)
{
    while (m_charts.size() > count)
        delete m_charts.takeLast();
    while (m_charts.size() < count) {
        auto *chart = new HistogramChart(spec().histogram);
        connect(chart, &HistogramChart::activated, this, [this, chart] {
            const QString condition = conditionOfKey(m_chartIndexes.value(m_charts.indexOf(chart), -1));
            if (!condition.isEmpty())
                Q_EMIT conditionChosen(condition);
        });
        m_charts += chart;
    }
}

QString HistogramPanel::conditionOfKey(qsizetype index) const
{
    if (index < 0 || index >= store().count())
        return {};
    QStringList terms;
    for (qsizetype column = 0; column < spec().columns.size(); ++column) {
        if (!spec().columns.at(column).inKey)
            continue;
        terms += conditionOf(spec().columns, column, KeyRow(store().at(index).key), m_context);
        if (terms.last().isEmpty())
            return {};
    }
    return terms.join(u" and ");
}

} // namespace radiosonde
