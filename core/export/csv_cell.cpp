// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/csv_cell.h"

#include <algorithm>

namespace radiosonde
{

namespace
{

bool needsQuotes(QByteArrayView text)
{
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return c == ',' || c == '"' || c == '\n' || c == '\r'; });
}

} // namespace

void appendCsvText(QByteArray &out, QByteArrayView text)
{
    if (!needsQuotes(text)) {
        out.append(text);
        return;
    }
    out.append('"').append(text.toByteArray().replace('"', "\"\"")).append('"');
}

void appendCsv(QByteArray &out, const Column &column, QByteArrayView bytes)
{
    const Value value = readValue(column, bytes);
    if (std::holds_alternative<std::monostate>(value))
        return;
    if (const auto *text = std::get_if<QString>(&value))
        return appendCsvText(out, text->toUtf8());
    QByteArray json;
    appendJson(json, column, bytes);
    // enumerators and hex digits come as JSON strings that hold nothing to escape, but for hostile names
    const bool quoted = json.startsWith('"') && json.endsWith('"');
    if (json != "null")
        appendCsvText(out, quoted ? QByteArrayView(json).sliced(1, json.size() - 2) : QByteArrayView(json));
}

} // namespace radiosonde
