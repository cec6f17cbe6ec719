// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/filter.h"

namespace radiosonde
{

// The filter expression that says that a column has the value it has in `row`: `comm = "a b"`. Empty where no
// expression says so, such as for bytes.
QString conditionOf(const QList<Column> &columns, qsizetype column, const FilterRow &row,
                    const DisplayContext &context = {});

// All of `conditions` whose columns are among `columns`, and `typed`, as one expression.
QString joinedFilter(const QStringList &conditions, const QString &typed, const QList<Column> &columns);

} // namespace radiosonde
