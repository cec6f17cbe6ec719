// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/column.h"

#include <QList>
#include <QStringList>

#include <functional>

namespace radiosonde
{

// What may stand at a place of a filter's text: `candidates`, best first, replace `length` characters from
// `position` on (UTF-16 units).
struct FilterCompletion
{
    qsizetype position = 0;
    qsizetype length = 0;
    QStringList candidates;

    bool operator==(const FilterCompletion &) const = default;
};

// `seen` gives values that the view holds in a column, as it shows them; they are quoted here where they
// must be.
FilterCompletion completeFilter(QStringView text, qsizetype cursor, const QList<Column> &columns,
                                const std::function<QStringList(qsizetype column)> &seen);

// `text` as a value of a filter: between quotes unless it is a plain word.
QString filterValue(const QString &text);

} // namespace radiosonde
