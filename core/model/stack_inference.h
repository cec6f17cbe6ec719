// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/plan.h"

#include <optional>

namespace radiosonde
{

// What rule 3 of views.md finds in a hash: columns, the last of them its weight where it has one, and where
// the numbers of stacks stand. `map` of each field names the stack map; its stream is the caller's to fill
// in.
struct FoundStacks
{
    QList<Column> columns;
    StacksSpec stacks;
    QStringList maps; // of the stack map that each of `stacks.fields` is a key of
};

// Empty where no field of key or value is called `*stack_id` or `*stackid`, or where the program has no stack
// map.
std::optional<FoundStacks> findStacks(const MapFacts &map, const QList<MapFacts> &maps);

} // namespace radiosonde
