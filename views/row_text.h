// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/column.h"

#include <QByteArray>
#include <QList>

#include <functional>

namespace radiosonde
{

// Forms in which rows leave a view. Text is what the view shows, with tabs between; Csv (RFC 4180) and Json
// (an object a line) hold exact values.
enum class RowFormat : quint8 { Text, Csv, Json };

// The bytes of a row that readValue(column, ...) takes.
using CellReader = std::function<QByteArrayView(const Column &)>;

// The first line of Text and Csv, with its newline; empty for Json.
QByteArray headerText(const QList<Column> &columns, RowFormat format);

// Appends one line. For Csv and Json; what Text shows is known to the view's model only.
void appendRow(QByteArray &out, RowFormat format, const QList<Column> &columns, const CellReader &cell);

// Appends `text` as a CSV field, quoted where it must be.
void appendCsvField(QByteArray &out, const QByteArray &text);

} // namespace radiosonde
