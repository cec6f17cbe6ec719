// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/counter_panel.h"

#include "views/quantity.h"
#include "views/row_cursors.h"
#include "views/theme.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPainter>
#include <QTreeWidget>

#include <cmath>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

enum LegendColumn : int { Name, Last, Least, Most, Mean };

QIcon swatch(const QColor &color)
{
    QPixmap pixmap(10, 10);
    pixmap.fill(color);
    return QIcon(pixmap);
}

// The exact value as JSON and CSV have it.
QByteArray exactText(const Value &value)
{
    if (const auto *number = std::get_if<quint64>(&value))
        return QByteArray::number(*number);
    if (const auto *number = std::get_if<qint64>(&value))
        return QByteArray::number(*number);
    return QByteArray::number(numberOf(value));
}

} // namespace

CounterPanel::CounterPanel(const CounterStore &store, QWidget *parent)
    : ViewPanel(store.view(), parent), m_store(store), m_chart(new CounterChart(store.view())),
      m_legend(new QTreeWidget), m_body(new QWidget)
{
    addChoices();
    addLegend();
    auto *layout = new QVBoxLayout(m_body);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_chart, 1);
    layout->addWidget(m_legend);
    setPicture(m_body);
    connect(m_chart, &TimePlot::rangeChosen, this, &ViewPanel::rangeChosen);
    connect(m_chart, &TimePlot::timeHovered, this, &ViewPanel::timeHovered);
    redraw();
}

void CounterPanel::addChoices()
{
    m_values = new QComboBox;
    m_values->setAccessibleName(tr("Values"));
    m_values->setToolTip(tr("What the counters show"));
    m_values->addItem(tr("Rate"), int(CounterValues::Rate));
    m_values->addItem(tr("Interval"), int(CounterValues::Interval));
    m_values->addItem(tr("Total"), int(CounterValues::Total));
    connect(m_values, &QComboBox::currentIndexChanged, this, &CounterPanel::redraw);
    strip()->insertWidget(1, m_values);
    const QAction *logarithmic = addToggle(2, tr("Log"), QKeySequence(u"Alt+L"_s),
                                           tr("Logarithmic scale, where no value lies below zero"));
    connect(logarithmic, &QAction::toggled, m_chart, &CounterChart::setLogarithmic);
}

void CounterPanel::addLegend()
{
    m_legend->setAccessibleName(tr("Counters"));
    m_legend->setHeaderLabels({tr("Counter"), tr("Last"), tr("Least"), tr("Largest"), tr("Mean")});
    m_legend->setRootIsDecorated(false);
    m_legend->setUniformRowHeights(true);
    m_legend->setFrameShape(QFrame::NoFrame);
    m_legend->header()->setStretchLastSection(false);
    m_legend->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    for (const Column &column : spec().columns) {
        auto *item = new QTreeWidgetItem(m_legend, {column.title});
        item->setCheckState(Name, Qt::Checked);
        item->setToolTip(Name, column.description.isEmpty() ? column.name : column.description);
        for (int i = Last; i <= Mean; ++i)
            item->setTextAlignment(i, Qt::AlignRight | Qt::AlignVCenter);
    }
    const int rows = qMin<int>(6, int(spec().columns.size())) + 1;
    m_legend->setFixedHeight(rows * (fontMetrics().height() + 7) + 6);
    connect(m_legend, &QTreeWidget::itemChanged, this, &CounterPanel::updateHidden);
}

CounterValues CounterPanel::values() const
{
    return CounterValues(m_values->currentData().toInt());
}

QString CounterPanel::valueText(qsizetype column, double value) const
{
    const Column &of = spec().columns.at(column);
    const QString text = (value < 0 ? u"-"_s : QString()) + shortQuantity(std::abs(value), of.unit);
    return values() == CounterValues::Rate && of.counter ? tr("%1/s").arg(text) : text;
}

void CounterPanel::refresh()
{
    if (!isFrozen())
        redraw();
}

void CounterPanel::redraw()
{
    m_chart->setData(store(), values());
    updateLegend();
    QString text = tr("%n point(s)", nullptr, int(store().points().size()));
    if (store().dropped() > 0)
        text = tr("%1, %2 older ones gave way").arg(text).arg(store().dropped());
    setCountText(text);
}

void CounterPanel::updateLegend()
{
    const QSignalBlocker blocker(m_legend);
    const TimeRange seen = m_chart->range();
    for (int i = 0; i < m_legend->topLevelItemCount(); ++i) {
        QTreeWidgetItem *item = m_legend->topLevelItem(i);
        const SeriesSummary summary = summarize(m_chart->series(i), seen.from, seen.to);
        const double numbers[] = {summary.last, summary.least, summary.most, summary.average};
        for (int column = Last; column <= Mean; ++column)
            item->setText(column, summary.points ? valueText(i, numbers[column - Last]) : QString());
        item->setIcon(Name, swatch(seriesColor(palette(), i)));
    }
}

void CounterPanel::updateHidden()
{
    QSet<qsizetype> hidden;
    for (int i = 0; i < m_legend->topLevelItemCount(); ++i) {
        const QTreeWidgetItem *item = m_legend->topLevelItem(i);
        if (item->isHidden() || item->checkState(Name) != Qt::Checked)
            hidden.insert(i);
    }
    m_chart->setHidden(hidden);
}

void CounterPanel::applyFilter(const QString &text)
{
    for (int i = 0; i < m_legend->topLevelItemCount(); ++i) {
        const Column &column = spec().columns.at(i);
        m_legend->topLevelItem(i)->setHidden(!column.name.contains(text, Qt::CaseInsensitive) &&
                                             !column.title.contains(text, Qt::CaseInsensitive));
    }
    updateHidden();
}

void CounterPanel::applyFreeze(bool frozen)
{
    if (frozen)
        m_snapshot.emplace(m_store);
    else
        m_snapshot.reset();
    redraw();
}

void CounterPanel::applyRange(const std::optional<TimeRange> &range)
{
    m_chart->setRange(range);
    updateLegend();
}

QByteArray CounterPanel::selectedText(RowFormat format) const
{
    const TimeRange seen = m_chart->range();
    const bool json = format == RowFormat::Json;
    QList<Column> columns{Column()};
    columns[0].name = u"time"_s;
    QByteArray out = headerText(columns + spec().columns, format);
    for (const CounterStore::Point &point : store().points()) {
        if (point.time < seen.from || point.time > seen.to)
            continue;
        out += (json ? "{\"time\":" : "") + QByteArray::number(point.time);
        const auto &cells = values() == CounterValues::Total ? point.total : point.difference;
        for (qsizetype i = 0; i < spec().columns.size(); ++i) {
            out += format == RowFormat::Text ? '\t' : ',';
            if (json) {
                appendJsonText(out, spec().columns.at(i).name.toUtf8());
                out += ':';
            }
            out += exactText(cells[size_t(i)]);
        }
        out += json ? "}\n" : "\n";
    }
    return out;
}

std::unique_ptr<RowCursor> CounterPanel::rows(RowFormat format) const
{
    return std::make_unique<TextCursor>(selectedText(format));
}

QWidget *CounterPanel::picture() const
{
    return m_body;
}

} // namespace radiosonde
