// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/histogram_rows.h"

namespace radiosonde
{

using namespace Qt::StringLiterals;

void appendJsonHistogram(QByteArray &out, const ViewSpec &view, const QByteArray &key,
                         const std::vector<quint64> &counts, const QByteArray &before)
{
    out += before.isEmpty() ? "{" : '{' + before + ',';
    out += R"("key":{)";
    bool first = true;
    for (const Column &column : view.columns) {
        if (!column.inKey)
            continue;
        out += first ? "" : ",";
        first = false;
        appendJsonText(out, column.name.toUtf8());
        out += ':';
        appendJson(out, column, key);
    }
    out += R"(},"unit":)";
    appendJsonText(out, view.histogram.unit.toUtf8());
    out += R"(,"buckets":[)";
    first = true;
    for (size_t slot = 0; slot < counts.size(); ++slot) {
        if (counts[slot] == 0)
            continue;
        const Bucket bucket = bucketOf(view.histogram, int(slot));
        out += (first ? "" : ",") + QByteArray(R"({"low":)") + QByteArray::number(bucket.low) +
               R"(,"high":)" + QByteArray::number(bucket.high) + R"(,"count":)" +
               QByteArray::number(counts[slot]) + '}';
        first = false;
    }
    out += "]}\n";
}

QString histogramKeyText(const ViewSpec &view, const QByteArray &key, const DisplayContext &context)
{
    QStringList fields;
    for (const Column &column : view.columns) {
        if (!column.inKey)
            continue;
        const QString text = displayText(column, key, context);
        fields += isNumeric(column) ? column.title + u' ' + text : text;
    }
    return fields.join(u' ');
}

void appendHistogramHeader(QByteArray &out, RowFormat format)
{
    if (format == RowFormat::Csv)
        out += "key,low,high,count\n";
    else if (format == RowFormat::Text)
        out += "key\tlow\thigh\tcount\n";
}

void appendHistogram(QByteArray &out, const ViewSpec &view, const QByteArray &key,
                     const std::vector<quint64> &counts, RowFormat format, const DisplayContext &context)
{
    if (format == RowFormat::Json) {
        appendJsonHistogram(out, view, key, counts);
        return;
    }
    const char separator = format == RowFormat::Csv ? ',' : '\t';
    for (size_t slot = 0; slot < counts.size(); ++slot) {
        if (counts[slot] == 0)
            continue;
        const Bucket bucket = bucketOf(view.histogram, int(slot));
        appendCsvField(out, histogramKeyText(view, key, context).toUtf8());
        for (const quint64 number : {bucket.low, bucket.high, counts[slot]})
            out += separator + QByteArray::number(number);
        out += '\n';
    }
}

} // namespace radiosonde
