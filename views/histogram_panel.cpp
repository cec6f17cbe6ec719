// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/histogram_panel.h"

#include "core/model/filter.h"
#include "views/histogram_chart.h"
#include "views/histogram_rows.h"
#include "views/row_cursors.h"

#include <QAction>
#include <QComboBox>
#include <QGridLayout>
#include <QScrollArea>
#include <QToolButton>

#include <algorithm>
#include <numeric>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

// A histogram's key as filters see it.
struct KeyRow : FilterRow
{
    QByteArrayView key;

    explicit KeyRow(QByteArrayView of) : key(of) {}
    QByteArrayView bytes(qsizetype) const override { return key; }
};

enum KeyChoice : int { SideBySide = -1, Sum = -2 };

} // namespace

HistogramPanel::HistogramPanel(const HistogramStore &store, const DisplayContext &context, QWidget *parent)
    : ViewPanel(store.view(), parent), m_store(store), m_context(context), m_scroll(new QScrollArea)
{
    auto *inner = new QWidget;
    inner->setBackgroundRole(QPalette::Base);
    m_grid = new QGridLayout(inner);
    m_grid->setContentsMargins({});
    m_grid->setSpacing(1);
    m_scroll->setWidget(inner);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setBackgroundRole(QPalette::Base);
    addChoices();
    setFilterColumns(spec().columns, [this](qsizetype column) { return seenValues(column); });
    setPicture(m_scroll);
    refresh();
}

void HistogramPanel::addChoices()
{
    m_values = new QComboBox;
    m_values->setAccessibleName(tr("Values"));
    m_values->addItem(tr("Total"));
    m_values->addItem(tr("Interval"));
    m_values->setCurrentIndex(spec().accumulate == Accumulate::Interval ? 1 : 0);
    m_keys = new QComboBox;
    m_keys->setAccessibleName(tr("Key"));
    m_keys->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_cumulative = new QAction(tr("Cumulative"), this);
    m_cumulative->setCheckable(true);
    m_cumulative->setShortcut(QKeySequence(u"Alt+U"_s));
    m_cumulative->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_cumulative->setToolTip(tr("A line with the share of values up to each bucket (Alt+U)"));
    addAction(m_cumulative);
    connect(m_cumulative, &QAction::toggled, this, &HistogramPanel::redraw);
    auto *cumulative = new QToolButton;
    cumulative->setDefaultAction(m_cumulative);
    cumulative->setAutoRaise(true);
    strip()->insertWidget(1, cumulative);
    strip()->insertWidget(1, m_values);
    strip()->insertWidget(2, m_keys);
    connect(m_values, &QComboBox::currentIndexChanged, this, &HistogramPanel::redraw);
    connect(m_keys, &QComboBox::currentIndexChanged, this, &HistogramPanel::redraw);
}

bool HistogramPanel::showsTotal() const
{
    return m_values->currentIndex() == 0;
}

std::vector<quint64> HistogramPanel::countsOf(qsizetype index) const
{
    const HistogramStore::Histogram &histogram = store().at(index);
    std::vector<quint64> counts = showsTotal() ? histogram.total : histogram.interval;
    counts.resize(histogram.total.size(), 0);
    return counts;
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
        const std::vector<quint64> &total = store().at(i).total;
        sums[size_t(i)] = std::accumulate(total.begin(), total.end(), quint64(0));
        if (filter.matches(KeyRow(store().at(i).key), m_context))
            indexes += i;
    }
    std::stable_sort(indexes.begin(), indexes.end(),
                     [&](qsizetype a, qsizetype b) { return sums[size_t(a)] > sums[size_t(b)]; });
    return indexes;
}

QStringList HistogramPanel::seenValues(qsizetype column) const
{
    QStringList seen;
    for (qsizetype i = 0; i < qMin<qsizetype>(store().count(), 500); ++i)
        seen += displayText(spec().columns.at(column), store().at(i).key, m_context);
    seen.removeDuplicates();
    return seen;
}

void HistogramPanel::updateKeys()
{
    if (store().count() == m_knownKeys)
        return;
    m_knownKeys = store().count();
    const QSignalBlocker blocker(m_keys);
    const int choice = m_keys->count() > 0 ? m_keys->currentData().toInt() : SideBySide;
    m_keys->clear();
    m_keys->addItem(tr("Side by side"), SideBySide);
    m_keys->addItem(tr("Sum of all"), Sum);
    for (const qsizetype index : shown())
        m_keys->addItem(keyText(index), int(index));
    m_keys->setCurrentIndex(qMax(0, m_keys->findData(choice)));
    m_keys->setVisible(m_knownKeys > 1);
}

void HistogramPanel::refresh()
{
    if (isFrozen())
        return;
    updateKeys();
    redraw();
}

void HistogramPanel::redraw()
{
    QList<std::pair<QString, std::vector<quint64>>> charts;
    const QList<qsizetype> indexes = shown();
    const int choice = m_keys->currentData().toInt();
    if (choice == Sum && !indexes.isEmpty()) {
        std::vector<quint64> sum;
        for (const qsizetype index : indexes) {
            const std::vector<quint64> counts = countsOf(index);
            sum.resize(qMax(sum.size(), counts.size()), 0);
            std::transform(counts.begin(), counts.end(), sum.begin(), sum.begin(), std::plus<>());
        }
        charts.emplaceBack(tr("Sum of all"), std::move(sum));
    } else if (choice >= 0 && choice < store().count()) {
        charts.emplaceBack(keyText(choice), countsOf(choice));
    } else {
        for (const qsizetype index : indexes.first(qMin<qsizetype>(indexes.size(), maximumCharts)))
            charts.emplaceBack(keyText(index), countsOf(index));
    }
    if (charts.isEmpty())
        charts.emplaceBack(QString(), std::vector<quint64>(size_t(spec().histogram.slotCount), 0));
    arrange(charts);
    setCountText(store().count() > 1 ? tr("%n histogram(s)", nullptr, int(indexes.size())) : QString());
}

void HistogramPanel::arrange(const QList<std::pair<QString, std::vector<quint64>>> &charts)
{
    while (m_charts.size() > charts.size())
        delete m_charts.takeLast();
    const int columns = charts.size() <= 1 ? 1 : charts.size() <= 4 ? 2 : 3;
    while (m_charts.size() < charts.size())
        m_charts += new HistogramChart(spec().histogram);
    for (int i = 0; i < m_charts.size(); ++i) {
        m_grid->addWidget(m_charts.at(i), i / columns, i % columns);
        m_charts.at(i)->setTitle(charts.at(i).first);
        m_charts.at(i)->setCumulative(m_cumulative->isChecked());
        m_charts.at(i)->setCounts(charts.at(i).second);
    }
}

void HistogramPanel::applyFilter(const QString &text)
{
    m_filterText = text;
    redraw();
}

void HistogramPanel::applyFreeze(bool frozen)
{
    if (frozen)
        m_snapshot.emplace(m_store);
    else
        m_snapshot.reset();
    updateKeys();
    redraw();
}

QByteArray HistogramPanel::selectedText(RowFormat format) const
{
    QByteArray out;
    appendHistogramHeader(out, format);
    const QList<qsizetype> indexes = shown();
    for (const qsizetype index : indexes)
        appendHistogram(out, spec(), store().at(index).key, countsOf(index), format, m_context);
    return out;
}

std::unique_ptr<RowCursor> HistogramPanel::rows(RowFormat format) const
{
    return std::make_unique<TextCursor>(selectedText(format));
}

QWidget *HistogramPanel::picture() const
{
    return m_scroll->widget();
}

} // namespace radiosonde
