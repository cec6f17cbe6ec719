// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/histogram_panel.h"

#include "views/heat_map.h"
#include "views/heat_rows.h"
#include "views/histogram_key_choice.h"
#include "views/histogram_rows.h"
#include "views/row_cursors.h"
#include "views/short_text.h"

#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QGridLayout>
#include <QScrollArea>
#include <QSplitter>

namespace radiosonde
{

using namespace Qt::StringLiterals;

HistogramPanel::HistogramPanel(const HistogramStore &store, const DisplayContext &context, QWidget *parent)
    : ViewPanel(store.view(), parent), m_store(store), m_context(context),
      m_body(new QSplitter(Qt::Vertical)), m_heat(new HeatMap(store.view().histogram)),
      m_scroll(new QScrollArea)
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
    m_body->setChildrenCollapsible(false);
    m_body->addWidget(m_heat);
    m_body->addWidget(m_scroll);
    m_body->setSizes({400, 500});
    addChoices();
    addHeatMap();
    addHeatExports();
    setFilterColumns(spec().columns, [this](qsizetype column) { return seenValues(column); });
    setPicture(m_body);
    refresh();
}

void HistogramPanel::addChoices()
{
    m_values = new QComboBox;
    m_values->setAccessibleName(tr("Values"));
    m_values->setToolTip(tr("Of which time the histograms are"));
    m_values->addItem(tr("Total"));
    m_values->addItem(tr("Interval"));
    m_values->setCurrentIndex(spec().accumulate == Accumulate::Interval ? Interval : Total);
    m_keys = new QComboBox;
    m_keys->setAccessibleName(tr("Key"));
    m_keys->setToolTip(tr("Which histograms are shown"));
    m_keys->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_keys->setMinimumContentsLength(11); // names may be long: the list has room for them
    m_keys->view()->setMinimumWidth(fontMetrics().averageCharWidth() * (longestListedKey + 4));
    strip()->insertWidget(1, m_values);
    strip()->insertWidget(2, m_keys);
    m_shares = addToggle(3, tr("Shares"), QKeySequence(u"Alt+S"_s),
                         tr("Each histogram as shares of its own sum, so that shapes compare"));
    m_cumulative = addToggle(4, tr("Cumulative"), QKeySequence(u"Alt+U"_s),
                             tr("A line with the share of values up to each bucket"));
    connect(m_shares, &QAction::toggled, this, &HistogramPanel::redraw);
    connect(m_cumulative, &QAction::toggled, this, &HistogramPanel::redraw);
    connect(m_values, &QComboBox::currentIndexChanged, this, &HistogramPanel::redraw);
    connect(m_keys, &QComboBox::currentIndexChanged, this, &HistogramPanel::redraw);
}

void HistogramPanel::addHeatMap()
{
    m_heatShown = addToggle(5, tr("Heat map"), QKeySequence(u"Alt+A"_s),
                            tr("The histograms over time; drag a range there to see it alone"));
    m_heatShown->setChecked(true);
    m_scaling = new QComboBox;
    m_scaling->setAccessibleName(tr("Colours"));
    m_scaling->setToolTip(tr("What the heat map's colours follow: the logarithm of the counts; the counts, "
                             "with the top hundredth all alike; how many cells have less"));
    m_scaling->addItem(tr("Log"), int(HeatScaling::Logarithmic));
    m_scaling->addItem(tr("Linear"), int(HeatScaling::Linear));
    m_scaling->addItem(tr("Rank"), int(HeatScaling::Rank));
    strip()->insertWidget(6, m_scaling);
    connect(m_scaling, &QComboBox::currentIndexChanged, this,
            [this] { m_heat->setScaling(HeatScaling(m_scaling->currentData().toInt())); });
    connect(m_heatShown, &QAction::toggled, this, [this](bool shown) {
        m_heat->setVisible(shown);
        m_scaling->setVisible(shown);
        redraw();
    });
    connect(m_heat, &TimePlot::rangeChosen, this, &ViewPanel::rangeChosen);
    connect(m_heat, &TimePlot::timeHovered, this, &ViewPanel::timeHovered);
}

void HistogramPanel::addHeatExports()
{
    const auto document = [this](const QString &action, const QString &suffix, const QString &filter,
                                 RowFormat format) {
        addDocument({action, suffix, filter, [this, format] {
                         HeatRows rows{spec(),          {},       store().history(), keptBy(shown()),
                                       m_heat->range(), m_context};
                         for (qsizetype i = 0; i < store().count(); ++i)
                             rows.keys += store().at(i).key;
                         return [rows, format] { return rows.text(format); };
                     }});
    };
    document(tr("Export the heat map as CSV..."), u"heat.csv"_s, tr("CSV (*.csv)"), RowFormat::Csv);
    document(tr("Export the heat map as JSON lines..."), u"heat.jsonl"_s, tr("JSON lines (*.jsonl *.json)"),
             RowFormat::Json);
}

void HistogramPanel::setHeatMapShown(bool shown)
{
    m_heatShown->setChecked(shown);
}

void HistogramPanel::setLinkedTime(const std::optional<qint64> &time)
{
    m_heat->setLinkedTime(time);
}

void HistogramPanel::setOverlaid(bool overlaid)
{
    m_keys->setCurrentIndex(m_keys->findData(overlaid ? Overlaid : SideBySide));
}

// A range is one more choice of values, taken at once and gone with it.
void HistogramPanel::setRange(const std::optional<TimeRange> &range)
{
    m_range = range;
    m_heat->setRange(range);
    const QSignalBlocker blocker(m_values);
    if (range && m_values->count() <= Range)
        m_values->addItem(tr("Range"));
    if (range)
        m_values->setCurrentIndex(Range);
    else
        m_values->removeItem(Range);
    redraw();
}

HistogramPanel::Values HistogramPanel::values() const
{
    return Values(m_values->currentIndex());
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
    m_keys->addItem(tr("Over each other"), Overlaid);
    m_keys->addItem(tr("Sum of all"), Sum);
    const QList<qsizetype> indexes = shown();
    for (const qsizetype index : indexes.first(qMin<qsizetype>(indexes.size(), maximumListedKeys)))
        m_keys->addItem(shortText(keyText(index), longestListedKey), int(index));
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
    return m_body;
}

} // namespace radiosonde
