// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline_rows.h"

#include "core/layout/value.h"

#include <algorithm>

namespace radiosonde
{

namespace
{

struct Line
{
    const char *kind = nullptr;
    qint64 from = 0;
    qint64 to = 0;
    std::optional<quint64> count;
};

void appendLine(QByteArray &out, const TimelineLane &lane, const Line &line, RowFormat format)
{
    const QByteArray from = QByteArray::number(line.from);
    const QByteArray to = QByteArray::number(line.to);
    const QByteArray count = line.count ? QByteArray::number(*line.count) : QByteArray();
    if (format == RowFormat::Json) {
        out += "{\"probe\":";
        appendJsonText(out, lane.probe.toUtf8());
        out += ",\"target\":";
        appendJsonText(out, lane.target.toUtf8());
        out += ",\"kind\":\"" + QByteArray(line.kind) + "\",\"from\":" + from + ",\"to\":" + to +
               ",\"count\":" + (count.isEmpty() ? "null" : count) + "}\n";
        return;
    }
    const char separator = format == RowFormat::Csv ? ',' : '\t';
    appendCsvField(out, lane.probe.toUtf8());
    out += separator;
    appendCsvField(out, lane.target.toUtf8());
    for (const QByteArray &field : {QByteArray(line.kind), from, to, count})
        out += separator + field;
    out += '\n';
}

void collect(std::vector<Line> &lines, const char *kind, const ActivityParts &parts, const TimeRange &range)
{
    for (const ActivityPart &part : parts) {
        if (part.to >= range.from && part.from <= range.to)
            lines.push_back({kind, part.from, part.to, part.count});
    }
}

} // namespace

QByteArray timelineText(const std::vector<TimelineLane> &lanes, const TimeRange &range, RowFormat format)
{
    QByteArray out;
    if (format != RowFormat::Json)
        out = format == RowFormat::Csv ? "probe,target,kind,from,to,count\n"
                                       : "probe\ttarget\tkind\tfrom\tto\tcount\n";
    for (const TimelineLane &lane : lanes) {
        std::vector<Line> lines;
        collect(lines, "events", lane.activity->events(), range);
        collect(lines, "snapshots", lane.activity->snapshots(), range);
        collect(lines, "loss", lane.activity->losses(), range);
        for (const TimeMarks::Hole &hole : lane.activity->marks().holes()) {
            const qint64 end = hole.from + hole.durationNs;
            if (end >= range.from && hole.from <= range.to)
                lines.push_back({"hole", hole.from, end, {}});
        }
        std::ranges::stable_sort(lines, {}, &Line::from);
        for (const Line &line : lines)
            appendLine(out, lane, line, format);
    }
    return out;
}

} // namespace radiosonde
