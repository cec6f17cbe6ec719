// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/csv_exporter.h"

#include "core/export/bucket_range.h"
#include "core/export/csv_cell.h"
#include "core/export/stack_text.h"
#include "core/model/histogram_store.h"

namespace radiosonde
{

void CsvExporter::begin(const Plan &plan)
{
    for (const ViewSpec &spec : plan.views) {
        View view{spec, {}, false, nullptr};
        if (spec.kind == ViewKind::Stacks)
            view.stacks = std::make_unique<StackStore>(spec, m_symbols);
        if (plan.views.size() > 1) {
            appendCsvText(view.start, spec.name.toUtf8());
            view.start.append(',');
        }
        m_views.push_back(std::move(view));
    }
    if (m_views.size() == 1) // readers like to know the columns even if no line follows
        viewAt(0);
    m_output.flush();
}

// Writes the view's header before its first line.
CsvExporter::View &CsvExporter::viewAt(int index)
{
    View &view = m_views[static_cast<std::size_t>(index)];
    if (view.headerWritten)
        return view;
    view.headerWritten = true;
    QByteArray &out = m_output.buffer();
    out.append(view.start).append("time");
    for (const Column &column : view.spec.columns) {
        if (view.spec.kind == ViewKind::Stacks && column.counter)
            continue; // stands behind the stack
        out.append(',');
        appendCsvText(out, column.name.toUtf8());
    }
    if (view.spec.kind == ViewKind::Stacks)
        appendStackHeader(view);
    if (view.spec.kind == ViewKind::Histogram)
        out.append(",low,high,count");
    endLine();
    return view;
}

void CsvExporter::appendStackHeader(const View &view)
{
    const Column *weight = view.spec.columns.isEmpty() ? nullptr : &view.spec.columns.last();
    m_output.buffer().append(",stack,");
    appendCsvText(m_output.buffer(), weight && weight->counter ? weight->name.toUtf8() : "value");
}

void CsvExporter::stacks(const StacksUpdate &update)
{
    const View &view = viewAt(update.view);
    takeStacks(*view.stacks, update);
    const bool interval = view.spec.accumulate == Accumulate::Interval;
    const qsizetype size = qsizetype(update.keySize) + update.valueSize;
    QByteArray &out = m_output.buffer();
    for (std::size_t i = 0; i < update.stacks.size(); ++i) {
        const StacksUpdate::Stack &stack = update.stacks[i];
        const QByteArrayView row = QByteArrayView(update.rows).sliced(qsizetype(i) * size, size);
        beginLine(view, update.time);
        for (const Column &column : view.spec.columns) {
            if (column.counter)
                continue;
            out.append(',');
            appendCsv(out, column, cellBase(column, row, update.keySize));
        }
        out.append(',');
        appendCsvText(out, foldedText(*view.stacks, view.stacks->nodeOf(stack.number)));
        out.append(',').append(interval ? QByteArray::number(stack.interval)
                                        : QByteArray::number(stack.total));
        endLine();
    }
    m_output.flush();
}

void CsvExporter::beginLine(const View &view, qint64 time)
{
    m_output.buffer().append(view.start).append(QByteArray::number(time));
}

void CsvExporter::endLine()
{
    m_output.buffer().append('\n');
    m_output.flushIfLarge();
}

void CsvExporter::appendCells(const View &view, QByteArrayView key, QByteArrayView value)
{
    for (const Column &column : view.spec.columns) {
        m_output.buffer().append(',');
        appendCsv(m_output.buffer(), column, column.inKey ? key : value);
    }
}

void CsvExporter::events(const EventBatch &batch)
{
    const View &view = viewAt(batch.view);
    for (const EventBatch::Record &record : batch.records) {
        beginLine(view, record.time);
        appendCells(view, {}, QByteArrayView(batch.bytes).sliced(record.offset, record.length));
        endLine();
    }
    m_output.flush();
}

void CsvExporter::table(const TableUpdate &update)
{
    const View &view = viewAt(update.view);
    const QByteArrayView rows = view.spec.accumulate == Accumulate::Interval ? update.interval : update.total;
    const qsizetype rowSize = qsizetype(update.keySize) + update.valueSize;
    for (qsizetype at = 0; rowSize > 0 && at + rowSize <= rows.size(); at += rowSize) {
        beginLine(view, update.time);
        appendCells(view, rows.sliced(at, update.keySize),
                    rows.sliced(at + update.keySize, update.valueSize));
        endLine();
    }
    m_output.flush();
}

void CsvExporter::histogram(const HistogramUpdate &update)
{
    const View &view = viewAt(update.view);
    QByteArray &out = m_output.buffer();
    for (const HistogramUpdate::Histogram &histogram : update.histograms) {
        const bool interval = view.spec.accumulate == Accumulate::Interval;
        const std::vector<quint64> &counts = interval ? histogram.difference : histogram.counts;
        const BucketRange range = usedBuckets(counts);
        for (int slot = range.first; slot < range.end; ++slot) {
            const Bucket bucket = bucketOf(view.spec.histogram, slot);
            beginLine(view, update.time);
            appendCells(view, histogram.key, {});
            out.append(',').append(QByteArray::number(bucket.low));
            out.append(',').append(QByteArray::number(bucket.high));
            out.append(',').append(QByteArray::number(counts[static_cast<std::size_t>(slot)]));
            endLine();
        }
    }
    m_output.flush();
}

} // namespace radiosonde
