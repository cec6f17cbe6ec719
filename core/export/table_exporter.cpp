// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/table_exporter.h"

#include "core/base/units.h"
#include "core/export/histogram_text.h"
#include "core/export/stack_text.h"
#include "core/export/text_grid.h"
#include "core/model/display_context.h"

#include <QCoreApplication>

#include <algorithm>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype shownRows = 20; // of a table at each interval

struct Export
{
    Q_DECLARE_TR_FUNCTIONS(Export)
};

// How wide a column of events is from the start: they are printed before the widest cell is known.
int eventWidth(const Column &column)
{
    const int heading = terminalWidth(column.title);
    if (column.meaning == Meaning::Time)
        return std::max(heading, 15);
    if (column.meaning == Meaning::Text)
        return std::max<int>(heading, column.type && column.type->size <= 32 ? int(column.type->size) : 32);
    if (column.meaning == Meaning::KernelAddress)
        return std::max(heading, 32);
    const bool wide = column.meaning == Meaning::Address || column.meaning == Meaning::ErrorNumber ||
                      column.meaning == Meaning::User || column.meaning == Meaning::Duration;
    return std::max(heading, wide ? 10 : 7);
}

// Rows of a table to print: the changed ones or all, in the order of the sort column.
std::vector<qsizetype> rowsToShow(const TableStore &table, TableStore::Values values)
{
    std::vector<qsizetype> rows;
    for (qsizetype row = 0; row < table.rowCount(); ++row) {
        if (!table.removed(row) && (values == TableStore::Values::Total || table.active(row)))
            rows.push_back(row);
    }
    const Column *column = sortColumnOf(table.view());
    if (!column)
        return rows;
    const bool descending = table.view().sortDescending;
    std::vector<std::pair<Value, qsizetype>> keyed;
    for (const qsizetype row : rows)
        keyed.emplace_back(readValue(*column, table.cell(row, *column, values)), row);
    std::stable_sort(keyed.begin(), keyed.end(), [=](const auto &a, const auto &b) {
        const std::weak_ordering order = compareValues(a.first, b.first);
        return descending ? order > 0 : order < 0;
    });
    std::transform(keyed.begin(), keyed.end(), rows.begin(), [](const auto &pair) { return pair.second; });
    return rows;
}

} // namespace

void TableExporter::begin(const Plan &plan)
{
    m_context = displayContext(plan.target, m_symbols);
    for (const ViewSpec &spec : plan.views) {
        View view{spec,    {},   TableStore(spec, KeepHistory::No), HistogramStore(spec, KeepHistory::No),
                  nullptr, false};
        if (spec.kind == ViewKind::Stacks)
            view.stacks = std::make_unique<StackStore>(spec, m_symbols);
        for (const Column &column : spec.columns)
            view.widths.push_back(eventWidth(column));
        m_views.push_back(std::move(view));
    }
}

// A view in total is the same picture again and again: a file gets it once.
bool TableExporter::isDue(const View &view, bool final) const
{
    return view.spec.accumulate == Accumulate::Interval || m_columns > 0 || final;
}

void TableExporter::printHeading(const View &view, qint64 time)
{
    m_eventView = -1;
    m_output.buffer().append('\n');
    appendLine(m_output.buffer(), formatTimeOfDay(time).first(8) + u"  "_s + view.spec.title, m_columns);
}

void TableExporter::table(const TableUpdate &update)
{
    View &view = viewAt(update.view);
    view.table.update(update);
    view.pending = true;
    if (isDue(view, update.final))
        print(view);
}

void TableExporter::histogram(const HistogramUpdate &update)
{
    View &view = viewAt(update.view);
    view.histograms.update(update);
    view.pending = view.pending || !update.histograms.empty();
    if (isDue(view, update.final) && !update.histograms.empty())
        print(view);
}

void TableExporter::stacks(const StacksUpdate &update)
{
    View &view = viewAt(update.view);
    takeStacks(*view.stacks, update);
    view.pending = true;
    if (isDue(view, update.final))
        print(view);
}

void TableExporter::print(View &view)
{
    view.pending = false;
    if (view.spec.kind == ViewKind::Stacks)
        printStacks(view);
    else if (view.spec.kind == ViewKind::Histogram)
        printHistograms(view);
    else
        printTable(view);
    m_output.flush();
}

void TableExporter::printTable(const View &view)
{
    const bool interval = view.spec.accumulate == Accumulate::Interval;
    const TableStore::Values values = interval ? TableStore::Values::Interval : TableStore::Values::Total;
    const std::vector<qsizetype> rows = rowsToShow(view.table, values);
    printHeading(view, view.table.time());
    QList<TextGrid::Heading> headings;
    for (const Column &column : view.spec.columns)
        headings.append({column.title, isNumeric(column)});
    TextGrid grid(std::move(headings));
    for (qsizetype i = 0; i < std::min<qsizetype>(shownRows, qsizetype(rows.size())); ++i) {
        QStringList cells;
        for (const Column &column : view.spec.columns)
            cells.append(displayText(
                column, view.table.cell(rows[static_cast<std::size_t>(i)], column, values), m_context));
        grid.addRow(cells);
    }
    grid.append(m_output.buffer(), m_columns);
    if (qsizetype(rows.size()) > shownRows)
        appendLine(m_output.buffer(),
                   Export::tr("... and %n more rows", nullptr, int(rows.size() - shownRows)), m_columns);
}

void TableExporter::printHistograms(const View &view)
{
    const bool interval = view.spec.accumulate == Accumulate::Interval;
    printHeading(view, view.histograms.time());
    for (qsizetype i = 0; i < view.histograms.count(); ++i) {
        const HistogramStore::Histogram &histogram = view.histograms.at(i);
        if (interval && histogram.interval.empty())
            continue;
        QStringList key;
        for (const Column &column : view.spec.columns)
            key.append(u"%1 %2"_s.arg(column.title, displayText(column, histogram.key, m_context)));
        const std::vector<quint64> &counts = interval ? histogram.interval : histogram.total;
        appendHistogram(m_output.buffer(), view.spec.histogram, counts, key.join("  "_L1), m_columns);
    }
}

void TableExporter::printStacks(const View &view)
{
    printHeading(view, view.stacks->time());
    appendHeaviestStacks(m_output.buffer(), *view.stacks, m_columns);
}

void TableExporter::printEventHeader(int index)
{
    const View &view = viewAt(index);
    QString line = padded(Export::tr("Time"), 15, false);
    for (std::size_t i = 0; i < view.widths.size(); ++i) {
        const Column &column = view.spec.columns[qsizetype(i)];
        if (column.meaning != Meaning::Time)
            line += u"  "_s + padded(column.title, view.widths[i], isNumeric(column));
    }
    appendLine(m_output.buffer(), line, m_columns);
    m_eventView = index;
}

void TableExporter::events(const EventBatch &batch)
{
    const View &view = viewAt(batch.view);
    if (m_eventView != batch.view)
        printEventHeader(batch.view);
    for (const EventBatch::Record &record : batch.records) {
        const QByteArrayView bytes = QByteArrayView(batch.bytes).sliced(record.offset, record.length);
        QString line = formatTimeOfDay(record.time);
        for (std::size_t i = 0; i < view.widths.size(); ++i) {
            const Column &column = view.spec.columns[qsizetype(i)];
            if (column.meaning != Meaning::Time) // the line's own time says it
                line += u"  "_s +
                        padded(displayText(column, bytes, m_context), view.widths[i], isNumeric(column));
        }
        appendLine(m_output.buffer(), line, m_columns);
        m_output.flushIfLarge();
    }
    m_output.flush();
}

void TableExporter::loss(const LossUpdate &update)
{
    const QString count = QString::number(update.count);
    const QString view = update.view < 0 ? QString() : viewAt(update.view).spec.title;
    const QString text = view.isEmpty() ? Export::tr("%1 records lost").arg(count)
                                        : Export::tr("%1 records of %2 lost").arg(count, view);
    appendLine(m_output.buffer(), formatTimeOfDay(update.time) + u"  "_s + text, m_columns);
    m_output.flush();
}

void TableExporter::hole(qint64 from, qint64 durationNs)
{
    const QString text =
        Export::tr("nothing is known of the next %1").arg(formatDuration(double(durationNs)));
    appendLine(m_output.buffer(), formatTimeOfDay(from) + u"  "_s + text, m_columns);
    m_output.flush();
}

void TableExporter::end(const EndUpdate &update)
{
    for (View &view : m_views) { // a run that was lost had no final snapshot
        if (view.pending && view.spec.kind != ViewKind::Events)
            print(view);
    }
    if (update.lost.value_or(0) > 0) {
        const QString text = Export::tr("%1 records produced, %2 delivered, %3 lost");
        appendLine(m_output.buffer(),
                   text.arg(update.produced.value_or(0)).arg(update.delivered).arg(update.lost.value_or(0)),
                   m_columns);
    }
    m_output.flush();
}

} // namespace radiosonde
