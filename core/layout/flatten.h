// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/column.h"

namespace radiosonde
{

inline constexpr qsizetype maximumColumns = 512; // of one record; what is beyond is left out

// The columns of a record, a key or a value, in the order of its fields:
//   - fields of nested structs are named "outer.inner", those of anonymous ones by their own name;
//   - arrays of char are text, other arrays lists or bytes;
//   - a union is its first member where that fills it or the union is anonymous, else bytes;
//   - a scalar is one column called `scalarName`;
//   - padding (no name, or pad, _pad, __pad...) and fields with @hide are left out.
// `inKey` marks all columns as the key's; otherwise `counters` lets those that grow be counters. Null gives
// no columns.
QList<Column> flatten(const TypePtr &type, const QString &scalarName, bool inKey, bool counters);

} // namespace radiosonde
