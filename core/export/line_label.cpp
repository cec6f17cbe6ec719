// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/line_label.h"

#include "core/base/text.h"
#include "core/export/csv_cell.h"
#include "core/export/text_grid.h"
#include "core/layout/value.h"

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

QByteArray startOf(ExportFormat format, const QString &target, const QString &name, int width)
{
    QByteArray start;
    if (format == ExportFormat::Json) {
        start = "{\"target\":";
        appendJsonText(start, target.toUtf8());
        start.append(',');
    } else if (format == ExportFormat::Csv) {
        appendCsvText(start, target.toUtf8());
        start.append(',');
    } else if (format == ExportFormat::Table) {
        start = padded(escapeControl(name), width, false).toUtf8() + " | ";
    }
    return start;
}

bool isHeader(const QByteArray &line)
{
    const qsizetype comma = line.indexOf(',');
    return line.startsWith("time,") || line == "time\n" ||
           (comma > 0 && (line.mid(comma + 1).startsWith("time,") || line.mid(comma + 1) == "time\n"));
}

} // namespace

LineLabel::LineLabel(ExportFormat format, std::shared_ptr<SharedOutput> shared, const QString &target,
                     const QString &name, int width)
    : m_format(format), m_shared(std::move(shared)), m_start(startOf(format, target, name, width))
{
}

QByteArray LineLabel::apply(const QByteArray &lines)
{
    QByteArray out;
    for (qsizetype at = 0; at < lines.size();) {
        const qsizetype end = lines.indexOf('\n', at);
        const qsizetype next = end < 0 ? lines.size() : end + 1;
        out += labelled(lines.mid(at, next - at));
        at = next;
    }
    return out;
}

QByteArray LineLabel::labelled(const QByteArray &line)
{
    if (line == "\n")
        return line;
    if (m_format == ExportFormat::Json)
        return line.startsWith("{\"type\":\"meta\"") ? line : m_start + line.mid(1);
    if (m_format == ExportFormat::Csv && isHeader(line)) {
        if (m_shared->headers.contains(line))
            return {};
        m_shared->headers.insert(line);
        return "target," + line;
    }
    if (m_format == ExportFormat::Folded) // "a;b;c 7": one more frame at the root would lie
        return line;
    return m_start + line;
}

} // namespace radiosonde
