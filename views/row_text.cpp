// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/row_text.h"

#include "core/layout/value.h"

namespace radiosonde
{

namespace
{

// The exact value as CSV shows it: numbers in decimal, text as it is, bytes in hex, nothing for an empty
// cell.
QByteArray plainText(const Column &column, QByteArrayView bytes)
{
    const Value value = readValue(column, bytes);
    if (const auto *text = std::get_if<QString>(&value))
        return text->toUtf8();
    if (std::holds_alternative<std::monostate>(value))
        return {};
    QByteArray json;
    appendJson(json, column, bytes);
    if (json.startsWith('"') && json.endsWith('"') && json.size() >= 2)
        json = json.sliced(1, json.size() - 2);
    return json;
}

} // namespace

void appendCsvField(QByteArray &out, const QByteArray &text)
{
    const bool quote = text.contains(',') || text.contains('"') || text.contains('\n') || text.contains('\r');
    if (!quote) {
        out += text;
        return;
    }
    QByteArray doubled = text;
    doubled.replace('"', "\"\"");
    out += '"' + doubled + '"';
}

QByteArray headerText(const QList<Column> &columns, RowFormat format)
{
    QByteArray out;
    if (format == RowFormat::Json)
        return out;
    for (const Column &column : columns) {
        if (!out.isEmpty())
            out += format == RowFormat::Csv ? ',' : '\t';
        appendCsvField(out, column.name.toUtf8());
    }
    return out + '\n';
}

void appendRow(QByteArray &out, RowFormat format, const QList<Column> &columns, const CellReader &cell)
{
    bool first = true;
    if (format == RowFormat::Json)
        out += '{';
    for (const Column &column : columns) {
        if (!first)
            out += ',';
        first = false;
        if (format == RowFormat::Json) {
            appendJsonText(out, column.name.toUtf8());
            out += ':';
            appendJson(out, column, cell(column));
        } else {
            appendCsvField(out, plainText(column, cell(column)));
        }
    }
    out += format == RowFormat::Json ? "}\n" : "\n";
}

} // namespace radiosonde
