// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/heat_rows.h"

#include "views/histogram_rows.h"

namespace radiosonde
{

namespace
{

void appendCells(QByteArray &out, const HeatRows &rows, const HistogramInterval &interval,
                 std::vector<HistogramInterval::Cell>::const_iterator cell,
                 std::vector<HistogramInterval::Cell>::const_iterator end, RowFormat format)
{
    const QByteArray &key = rows.keys.at(cell->histogram);
    if (format == RowFormat::Json) {
        std::vector<quint64> counts(rows.view.histogram.slotCount, 0);
        for (; cell != end; ++cell) {
            if (cell->slot < counts.size())
                counts[cell->slot] = cell->count;
        }
        const QByteArray times =
            "\"from\":" + QByteArray::number(interval.from) + ",\"to\":" + QByteArray::number(interval.to);
        appendJsonHistogram(out, rows.view, key, counts, times);
        return;
    }
    const char separator = format == RowFormat::Csv ? ',' : '\t';
    const QByteArray name = histogramKeyText(rows.view, key, rows.context).toUtf8();
    for (; cell != end; ++cell) {
        const Bucket bucket = bucketOf(rows.view.histogram, int(cell->slot));
        out += QByteArray::number(interval.from) + separator + QByteArray::number(interval.to) + separator;
        appendCsvField(out, name);
        for (const quint64 number : {bucket.low, bucket.high, cell->count})
            out += separator + QByteArray::number(number);
        out += '\n';
    }
}

} // namespace

QByteArray HeatRows::text(RowFormat format) const
{
    QByteArray out;
    if (format == RowFormat::Csv)
        out += "from,to,key,low,high,count\n";
    else if (format == RowFormat::Text)
        out += "from\tto\tkey\tlow\thigh\tcount\n";
    for (const auto &interval : history.intervals()) {
        if (!range.holdsEndOf(interval->to))
            continue;
        const auto &cells = interval->cells;
        for (auto cell = cells.begin(); cell != cells.end();) {
            const quint32 histogram = cell->histogram;
            const auto end = std::find_if(
                cell, cells.end(), [histogram](const auto &other) { return other.histogram != histogram; });
            const bool shown = histogram >= kept.size() || kept[histogram];
            if (shown && histogram < keys.size())
                appendCells(out, *this, *interval, cell, end, format);
            cell = end;
        }
    }
    return out;
}

} // namespace radiosonde
