// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/histogram_text.h"

#include "core/export/bucket_range.h"
#include "core/export/text_grid.h"

#include <algorithm>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

struct Line
{
    QString low;
    QString high; // inclusive, as people read ranges of whole numbers
    QString count;
};

QList<Line> linesOf(const HistogramSpec &spec, const std::vector<quint64> &counts, const BucketRange &range)
{
    QList<Line> lines;
    for (int slot = range.first; slot < range.end; ++slot) {
        const Bucket bucket = bucketOf(spec, slot);
        const bool single = bucket.high == bucket.low + 1;
        const quint64 count = counts[static_cast<std::size_t>(slot)];
        lines.append({QString::number(bucket.low), single ? QString() : QString::number(bucket.high - 1),
                      QString::number(count)});
    }
    return lines;
}

int widest(const QList<Line> &lines, QString Line::*text)
{
    qsizetype width = 1;
    for (const Line &line : lines)
        width = std::max(width, (line.*text).size());
    return static_cast<int>(width);
}

} // namespace

void appendHistogram(QByteArray &out, const HistogramSpec &spec, const std::vector<quint64> &counts,
                     const QString &title, int columns)
{
    const BucketRange range = usedBuckets(counts);
    const QList<Line> lines = linesOf(spec, counts, range);
    const int lowWidth = widest(lines, &Line::low);
    const int highWidth = widest(lines, &Line::high);
    const int countWidth = std::max(5, widest(lines, &Line::count));
    const int rangeWidth = lowWidth + 4 + highWidth;
    if (!title.isEmpty())
        appendLine(out, title, columns);
    const QString unit = spec.unit.isEmpty() ? u"value"_s : spec.unit;
    appendLine(out, padded(unit, rangeWidth, true) + u"  "_s + padded(u"count"_s, countWidth, true), columns);
    const quint64 most = counts.empty() ? 0 : *std::max_element(counts.begin(), counts.end());
    const int barWidth = std::clamp((columns > 0 ? columns : 80) - rangeWidth - countWidth - 6, 10, 60);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const Line &line = lines[i];
        const double share =
            double(counts[static_cast<std::size_t>(range.first + i)]) / double(std::max<quint64>(most, 1));
        const QString bar(std::max(share > 0 ? 1 : 0, static_cast<int>(share * barWidth)), u'*');
        const QString arrow = line.high.isEmpty() ? u"    "_s : u" -> "_s;
        appendLine(out,
                   padded(line.low, lowWidth, true) + arrow + padded(line.high, highWidth, true) + u"  "_s +
                       padded(line.count, countWidth, true) + u" |"_s + padded(bar, barWidth, false) + u'|',
                   columns);
    }
}

} // namespace radiosonde
