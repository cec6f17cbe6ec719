// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/column.h"
#include "core/layout/target_names.h"

#include <QByteArray>

#include <compare>
#include <functional>
#include <variant>

namespace radiosonde
{

// A cell as a value: empty where the record is too short for the column. Lists and what has no known shape
// are bytes.
using Value = std::variant<std::monostate, quint64, qint64, double, bool, QString, QByteArray>;

// Reads the cell of `column` from the bytes of the struct it stands in: an event record, a key or a value
// (cellBase() picks it from a table's row). Bytes are hostile: nothing is read past their end. Integers are
// exact. Text ends at its NUL; a byte that is not UTF-8 becomes U+FFFD. A flexible array of char takes the
// rest of the record.
Value readValue(const Column &column, QByteArrayView bytes);

// The cell as a number, for sums, rates and bars; 0 for what is no number.
double numberOf(const Value &value);

// Orders two cells of one column: numbers by value, text by code point, empty before all.
std::weak_ordering compareValues(const Value &a, const Value &b);

// What display needs to know beyond the bytes.
struct DisplayContext
{
    qint64 wallOffset = 0;   // TargetInfo::wallOffset, for times of day
    bool binarySizes = true; // "4.0 KiB" for sizes; false: plain numbers
    TargetNames names;       // TargetInfo::names
    // "vfs_read+0x1a" for an address of the target's kernel; empty where nothing is known (yet). May be null.
    // Any thread calls it.
    std::function<QString(quint64)> kernelSymbol;
};

// The cell as people read it: units, sizes, durations, errno names, enumerators, devices, addresses, time of
// day (local time zone). Control characters are escaped. Empty for an empty cell.
QString displayText(const Column &column, QByteArrayView bytes, const DisplayContext &context = {});

// Whether the column reads better aligned to the right.
bool isNumeric(const Column &column);

// Appends the cell as JSON (docs/output-formats.md): 64-bit integers exact, text and enumerators as strings,
// bytes as a string of hex digits, lists as arrays, null for an empty cell. Fast: no allocation but for
// `out`.
void appendJson(QByteArray &out, const Column &column, QByteArrayView bytes);

// Appends `text` as a JSON string with its quotes; bytes that are not UTF-8 become \ufffd, control characters
// escapes.
void appendJsonText(QByteArray &out, QByteArrayView text);

// The column's type as the meta line tells it: "u8".."u64", "i8".."i64", "bool", "char", "text", "enum",
// "bytes", "f32", "f64", "address", or a list such as "u32[4]".
QString typeName(const Column &column);

} // namespace radiosonde
