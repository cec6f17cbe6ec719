// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/exporter.h"

#include "core/export/csv_exporter.h"
#include "core/export/folded_exporter.h"
#include "core/export/json_exporter.h"
#include "core/export/table_exporter.h"

#include <QCoreApplication>

#include <algorithm>

namespace radiosonde
{

using namespace Qt::StringLiterals;

namespace
{

struct Export
{
    Q_DECLARE_TR_FUNCTIONS(Export)
};

constexpr ExportFormat allFormats[] = {ExportFormat::Table, ExportFormat::Json, ExportFormat::Csv,
                                       ExportFormat::Folded};

QString nameOf(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Json:
        return u"json"_s;
    case ExportFormat::Csv:
        return u"csv"_s;
    case ExportFormat::Folded:
        return u"folded"_s;
    case ExportFormat::Table:
        break;
    }
    return u"table"_s;
}

bool canWrite(ExportFormat format, ViewKind kind)
{
    if (format == ExportFormat::Folded)
        return kind == ViewKind::Stacks;
    return format == ExportFormat::Json || kind == ViewKind::Table || kind == ViewKind::Histogram ||
           kind == ViewKind::Events || kind == ViewKind::Stacks || kind == ViewKind::Counters;
}

bool canWrite(ExportFormat format, const QList<ViewSpec> &views)
{
    return std::any_of(views.begin(), views.end(),
                       [=](const ViewSpec &view) { return canWrite(format, view.kind); });
}

} // namespace

std::optional<ExportFormat> exportFormatFromName(QStringView name)
{
    for (const ExportFormat format : allFormats) {
        if (nameOf(format) == name)
            return format;
    }
    return std::nullopt;
}

QStringList exportFormatNames()
{
    QStringList names;
    for (const ExportFormat format : allFormats)
        names.append(nameOf(format));
    return names;
}

Result<> checkFormat(ExportFormat format, const QList<ViewSpec> &views)
{
    if (canWrite(format, views))
        return {};
    QStringList others;
    for (const ExportFormat other : allFormats) {
        if (canWrite(other, views))
            others.append(nameOf(other));
    }
    if (others.isEmpty())
        return fail(ErrorKind::Usage, Export::tr("the probe has nothing that could be shown"));
    return fail(ErrorKind::Usage,
                Export::tr("the probe has no view that the format %1 could show").arg(nameOf(format)),
                Export::tr("Formats that would do: %1").arg(others.join(", "_L1)));
}

std::unique_ptr<Exporter> makeExporter(ExportFormat format, int fd, int terminalColumns,
                                       std::shared_ptr<LineLabel> label)
{
    TextOutput output(fd, std::move(label));
    switch (format) {
    case ExportFormat::Json:
        return std::make_unique<JsonExporter>(std::move(output));
    case ExportFormat::Csv:
        return std::make_unique<CsvExporter>(std::move(output));
    case ExportFormat::Table:
        return std::make_unique<TableExporter>(std::move(output), terminalColumns);
    case ExportFormat::Folded:
        return std::make_unique<FoldedExporter>(std::move(output));
    }
    return nullptr;
}

} // namespace radiosonde
