// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/table_query.h"

namespace radiosonde
{

// Orders the lines of `result`, and their numbers with them, by the query's keys; lines that are equal keep
// their order. Pinned ones come first.
void sortTableLines(const TableData &data, const TableQuery &query, TableResult &result);

} // namespace radiosonde
